#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/language.hpp"
#include "domain/wall_time.hpp"
#include "net/auth/gateway_word.hpp"

namespace aurawell::net {

/// A plain HTTP request, for its handler. The views are valid during the handler's call: copy what
/// is needed later.
struct rest_request {
  std::string_view method;
  /// As sent, without the query.
  std::string_view path;
  /// The part after the "?", as sent.
  std::string_view query;
  std::string_view body;
  std::string_view content_type;
  std::string_view accept;
  std::string_view if_match;
  std::string_view if_none_match;
  std::string_view idempotency_key;
  std::string_view last_event_id;
  std::string_view user_agent;
  /// From `Authorization: Bearer`, "" without one. Must not be logged.
  std::string_view token;
  /// What a gateway in front says about the user.
  gateway_word gateway{};
  /// Decoded path segments at the names in braces of the route's pattern.
  std::vector<std::string> path_values;
  /// From `?lang=`, else from Accept-Language.
  language lang = language::zh;
  /// The client's address, for limits per address.
  std::string address;
  /// Set to true when the reply is no longer needed. Null: always needed.
  std::shared_ptr<const std::atomic<bool>> has_left{};
  /// True: its database work waits in a line of its own, not behind the caller's other requests.
  bool waits_apart = false;
  wall_time now;
};

}  // namespace aurawell::net
