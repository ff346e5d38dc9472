#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aurawell::reference {

/// The names that an event carries.
struct event_names {
  std::uint64_t seq = 0;
  std::string_view request_id;
  std::string_view conversation_id;
};

std::string welcome_event(std::string_view user_id);

std::string token_event(const event_names& names, std::string_view token);

/// `data` is JSON.
std::string status_event(const event_names& names, std::string_view status, std::string_view data);

/// `data` is JSON.
std::string pong_event(std::string_view data);

/// What `done` carries.
std::string answer_data(std::string_view conversation_id, std::string_view full_response);

}  // namespace aurawell::reference
