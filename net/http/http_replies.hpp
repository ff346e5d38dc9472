#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/admission/connection_counts.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/error.hpp"
#include "net/http/http_query.hpp"
#include "net/http/static_files.hpp"

namespace aurawell::net {

/// A response before it is serialised.
struct http_reply {
  unsigned status = 200;
  std::vector<std::pair<std::string_view, std::string>> headers;
  std::string body;
  /// Used in place of `body` for bytes of static storage duration; they are not copied.
  std::string_view fixed_body{};
  /// Only for a body without secrets that strangers could guess by its compressed size
  /// (docs/decisions/0032-what-is-compressed.md).
  bool may_compress = false;
};

/// Whether a condition of a request, "*" or a list of tags that are perhaps marked as weak, names
/// the tag.
bool names_tag(std::string_view condition, std::string_view etag) noexcept;

/// An empty JSON reply that nobody may keep; the caller writes the body.
http_reply json_reply(unsigned status);

/// `{"success":false,"error":{"code","message","retryable"},"timestamp"}`
http_reply error_reply(unsigned status, ec code, std::string_view message, wall_time now);

http_reply method_not_allowed(std::string_view allowed, wall_time now);

/// 503 with `Retry-After`: the service has no room.
http_reply overloaded_reply(wall_time now);

/// 503 with `Retry-After`: the service stops, others may serve already.
http_reply stopping_reply(wall_time now);

/// 429 with `Retry-After`: this client connects too often.
http_reply rate_limited_reply(std::chrono::milliseconds wait, wall_time now);

/// 429 with `Retry-After`: too many connections of this client's address are open.
http_reply crowded_address_reply(wall_time now);

/// 426: a chat needs an upgrade to WebSocket.
http_reply upgrade_required(wall_time now);

/// `GET /api/v1/health`; `is_open` tells pages whether users sign in.
/// @param auth How users are identified: "open", "jwt" or "gateway".
/// @param user The user that the gateway names; may be empty.
http_reply health_reply(std::string_view auth, const user_id& user, bool sends_reset_codes,
                        wall_time now);

/// `GET /ws/health`
http_reply census_reply(const connection_counts::counts& counts, wall_time now);

/// The file, compressed if the client prefers that; 304 without a body when the client already has
/// these bytes.
http_reply file_reply(const served_file& file, const http_query& query);

}  // namespace aurawell::net
