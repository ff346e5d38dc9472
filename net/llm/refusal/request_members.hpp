#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace aurawell::net {

/// The members of a request that can be left out. `model`, `messages` and `stream` cannot.
enum class request_member : unsigned char {
  stream_options,
  thinking,
  user_id,
  temperature,
  max_tokens,
  max_completion_tokens,
  continue_final_message,
  add_generation_prompt,
};

inline constexpr std::size_t request_member_count = 8;

/// Indexed by `request_member`; spelled as in a request.
inline constexpr std::array<std::string_view, request_member_count> request_member_names{
    "stream_options",
    "thinking",
    "user_id",
    "temperature",
    "max_tokens",
    "max_completion_tokens",
    "continue_final_message",
    "add_generation_prompt"};

constexpr std::string_view name_of(request_member member) noexcept {
  return request_member_names[static_cast<std::size_t>(member)];
}

/// Nothing for any other name.
constexpr std::optional<request_member> member_named(std::string_view name) noexcept {
  for (std::size_t i = 0; i < request_member_count; ++i) {
    if (request_member_names[i] == name) {
      return static_cast<request_member>(i);
    }
  }
  return std::nullopt;
}

class member_set {
 public:
  constexpr member_set() = default;
  template <class... Members>
  constexpr explicit member_set(request_member first, Members... others) noexcept {
    add(first);
    (add(others), ...);
  }

  constexpr void add(request_member member) noexcept { bits_ |= bit(member); }
  constexpr bool has(request_member member) const noexcept { return (bits_ & bit(member)) != 0; }
  constexpr bool empty() const noexcept { return bits_ == 0; }

  constexpr member_set operator|(member_set other) const noexcept {
    return member_set{bits_ | other.bits_};
  }
  constexpr member_set operator&(member_set other) const noexcept {
    return member_set{bits_ & other.bits_};
  }
  constexpr member_set without(member_set other) const noexcept {
    return member_set{bits_ & ~other.bits_};
  }
  constexpr bool operator==(const member_set&) const = default;

 private:
  constexpr explicit member_set(unsigned bits) noexcept : bits_{bits} {}
  static constexpr unsigned bit(request_member member) noexcept {
    return 1U << static_cast<unsigned>(member);
  }

  unsigned bits_ = 0;
};

/// The members among `names`.
template <class Names>
constexpr member_set members_named(const Names& names) noexcept {
  member_set members;
  for (const auto& name : names) {
    if (const auto member = member_named(name)) {
      members.add(*member);
    }
  }
  return members;
}

}  // namespace aurawell::net
