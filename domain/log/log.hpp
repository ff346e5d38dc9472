#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <variant>

#include "domain/ids.hpp"

namespace aurawell::logging {

/// Named as in the settings; each includes those below it.
enum class level : unsigned char { debug, info, warn, error };

/// "request.incomplete": lower-case words with `_`, and at least one dot between them.
constexpr bool is_event_name(std::string_view text) noexcept;
/// "duration_ms": the same without dots. Not the name of a member that every line has.
constexpr bool is_field_key(std::string_view text) noexcept;

/// A constant of the source, checked by the compiler: no text from outside can become an event.
class event_name {
 public:
  consteval event_name(const char* text) : text_{text} {
    if (!is_event_name(text_)) {
      throw "an event is lower-case words with _, and a dot between them";
    }
  }
  constexpr std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

class field_key {
 public:
  consteval field_key(const char* text) : text_{text} {
    if (!is_field_key(text_)) {
      throw "a key is lower-case words with _, and not time, level, event or thread";
    }
  }
  constexpr std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// A client's address; empty: unknown. Its output shows as much of it as the operator wants.
struct client_address {
  std::string_view text;
};

/// A key and a value with its type. Refers to its text, which must live until the end of the call;
/// so a field costs no memory.
class field {
 public:
  using value_type =
      std::variant<std::string_view, std::int64_t, std::uint64_t, bool, client_address>;

  field(field_key key, std::string_view text) noexcept : key_{key}, value_{text} {}
  field(field_key key, client_address address) noexcept : key_{key}, value_{address} {}
  template <class Tag>
  field(field_key key, const text_id<Tag>& id) noexcept
      : key_{key}, value_{std::string_view{id.value}} {}
  field(field_key key, std::same_as<bool> auto flag) noexcept : key_{key}, value_{flag} {}
  field(field_key key, std::signed_integral auto number) noexcept
      : key_{key}, value_{std::int64_t{number}} {}
  field(field_key key, std::unsigned_integral auto number) noexcept
      requires(!std::same_as<decltype(number), bool>)
      : key_{key}, value_{std::uint64_t{number}} {}
  /// In milliseconds; the key ends in `_ms`.
  field(field_key key, std::chrono::milliseconds duration) noexcept
      : field{key, duration.count()} {}

  std::string_view key() const noexcept { return key_.text(); }
  const value_type& value() const noexcept { return value_; }

 private:
  field_key key_;
  value_type value_;
};

using fields = std::initializer_list<field>;

/// Whether such a line may be written; false without an output. Any thread.
bool enabled(level severity, event_name event) noexcept;

/// Writes one line to the output of the process (`log_output.hpp`). Nothing is formatted or
/// allocated for a line that is not enabled. Any thread.
void log(level severity, event_name event, fields content = {}) noexcept;

/// What has become of the lines since the start of the process.
struct line_counts {
  /// Lines that were dropped because they could not be written in time.
  std::uint64_t lost = 0;
  /// Lines that were left out because their event repeated too often.
  std::uint64_t omitted = 0;
  /// Size of the lines that wait to be written at this moment.
  std::size_t waiting_bytes = 0;
};

/// Any thread.
line_counts counts() noexcept;

inline void debug(event_name event, fields content = {}) noexcept {
  log(level::debug, event, content);
}
inline void info(event_name event, fields content = {}) noexcept {
  log(level::info, event, content);
}
inline void warn(event_name event, fields content = {}) noexcept {
  log(level::warn, event, content);
}
inline void error(event_name event, fields content = {}) noexcept {
  log(level::error, event, content);
}

constexpr bool is_field_key(std::string_view text) noexcept {
  return !text.empty() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos &&
         text != "time" && text != "level" && text != "event" && text != "thread";
}

constexpr bool is_event_name(std::string_view text) noexcept {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == text.npos &&
         text.find('.') != text.npos && text.find("..") == text.npos && !text.starts_with('.') &&
         !text.ends_with('.');
}

}  // namespace aurawell::logging
