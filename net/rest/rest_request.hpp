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

/// A plain HTTP request as its handler sees it. The views live as long as the handler's
/// call: what is needed later must be copied.
struct rest_request {
  std::string_view method;
  /// As sent, without the query.
  std::string_view path;
  /// Behind the "?", as sent.
  std::string_view query;
  std::string_view body;
  std::string_view content_type;
  std::string_view accept;
  std::string_view if_match;
  std::string_view if_none_match;
  std::string_view idempotency_key;
  std::string_view last_event_id;
  std::string_view user_agent;
  /// Of `Authorization: Bearer`, "" without one. It must reach no log.
  std::string_view token;
  /// What a gateway in front says about who asks.
  gateway_word gateway{};
  /// What stood at the places in braces of the route's pattern, decoded.
  std::vector<std::string> path_values;
  /// From `?lang=`, else from Accept-Language.
  language lang = language::zh;
  /// Where the client is, for limits per address.
  std::string address;
  /// Becomes true when nobody waits for the reply any more. Null: somebody always does.
  std::shared_ptr<const std::atomic<bool>> has_left{};
  /// What waits of it for the database waits beside the caller's other requests, not behind them.
  bool waits_apart = false;
  wall_time now;
};

}  // namespace aurawell::net
