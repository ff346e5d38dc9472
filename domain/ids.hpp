#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace aurawell {

/// A name given by a person or a program. `Tag` keeps the kinds apart, so that
/// a conversation can never be passed where a user is wanted.
template <class Tag>
struct text_id {
  std::string value;

  bool empty() const noexcept { return value.empty(); }
  auto operator<=>(const text_id&) const = default;
};

using user_id = text_id<struct user_id_tag>;
using member_id = text_id<struct member_id_tag>;
using conversation_id = text_id<struct conversation_id_tag>;
using request_id = text_id<struct request_id_tag>;
using session_id = text_id<struct session_id_tag>;
using connection_id = text_id<struct connection_id_tag>;

/// Position of an event in its session; the first event has 1, and 0 means
/// "before the first".
using event_seq = std::uint64_t;

/// True for 1 to 128 characters of `[A-Za-z0-9:_-]`: what a request may be called.
bool is_request_name(std::string_view text) noexcept;

/// True for 1 to 128 characters of `[A-Za-z0-9:_.@-]`: users, members, conversations.
bool is_entity_name(std::string_view text) noexcept;

}  // namespace aurawell

template <class Tag>
struct std::hash<aurawell::text_id<Tag>> {
  std::size_t operator()(const aurawell::text_id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};
