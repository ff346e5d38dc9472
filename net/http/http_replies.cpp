#include "net/http/http_replies.hpp"

#include "net/http/content_coding.hpp"
#include "net/http/content_policy.hpp"
#include "net/json/json_writer.hpp"
#include "net/json/timestamp.hpp"

namespace aurawell::net {
namespace {

/// One year, the longest time that caches accept.
constexpr std::string_view keep_for_good = "public, max-age=31536000, immutable";
constexpr std::string_view ask_again = "no-cache";

}  // namespace

bool names_tag(std::string_view condition, std::string_view etag) noexcept {
  return condition == "*" || condition.find(etag) != std::string_view::npos;
}

http_reply json_reply(unsigned status) {
  http_reply reply;
  reply.status = status;
  reply.headers = {{"Content-Type", "application/json; charset=utf-8"},
                   {"Cache-Control", "no-store"},
                   {"X-Content-Type-Options", "nosniff"}};
  return reply;
}

http_reply error_reply(unsigned status, ec code, std::string_view message, wall_time now) {
  auto reply = json_reply(status);
  json_writer json{reply.body};
  json.begin_object();
  json.flag("success", false);
  json.begin_object("error");
  json.text("code", to_string(code));
  json.text("message", message);
  json.flag("retryable", is_retryable(code));
  json.end_object();
  json.text("timestamp", timestamp{now});
  json.end_object();
  return reply;
}

http_reply method_not_allowed(std::string_view allowed, wall_time now) {
  auto reply = error_reply(405, ec::invalid_input, "this method does not work here", now);
  reply.headers.emplace_back("Allow", allowed);
  return reply;
}

http_reply overloaded_reply(wall_time now) {
  auto reply = error_reply(503, ec::unavailable, "no more connections at the moment", now);
  reply.headers.emplace_back("Retry-After", "5");
  return reply;
}

http_reply rate_limited_reply(std::chrono::milliseconds wait, wall_time now) {
  auto reply = error_reply(429, ec::rate_limited, "too many new connections in a minute", now);
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
  reply.headers.emplace_back("Retry-After", std::to_string(seconds.count()));
  return reply;
}

http_reply stopping_reply(wall_time now) {
  auto reply = error_reply(503, ec::unavailable, "the server is stopping", now);
  reply.headers.emplace_back("Retry-After", "1");
  return reply;
}

http_reply crowded_address_reply(wall_time now) {
  auto reply = error_reply(429, ec::rate_limited, "too many connections of this address", now);
  reply.headers.emplace_back("Retry-After", "5");
  return reply;
}

http_reply upgrade_required(wall_time now) {
  auto reply = error_reply(426, ec::invalid_input, "connect here by WebSocket, version 13", now);
  reply.headers.emplace_back("Connection", "upgrade");
  reply.headers.emplace_back("Upgrade", "websocket");
  reply.headers.emplace_back("Sec-WebSocket-Version", "13");
  return reply;
}

http_reply health_reply(std::string_view auth, const user_id& user, bool sends_reset_codes,
                        wall_time now) {
  auto reply = json_reply(200);
  json_writer json{reply.body};
  json.begin_object();
  json.flag("success", true);
  json.text("status", "healthy");
  json.text("message", "AuraWell is serving");
  json.text("auth", auth);
  if (!user.empty()) {
    json.text("user_id", user.value);
  }
  json.flag("sends_reset_codes", sends_reset_codes);
  json.text("timestamp", timestamp{now});
  json.end_object();
  return reply;
}

http_reply census_reply(const connection_counts::counts& counts, wall_time now) {
  auto reply = json_reply(200);
  json_writer json{reply.body};
  json.begin_object();
  json.text("status", "healthy");
  json.number("active_connections", counts.connections);
  json.number("connected_users", counts.users);
  json.text("timestamp", timestamp{now});
  json.end_object();
  return reply;
}

http_reply file_reply(const served_file& file, const http_query& query) {
  const bool is_compressed = !file.gzip.empty() && prefers_gzip(query.accept_encoding);
  const auto etag = is_compressed ? file.gzip_etag : file.etag;
  http_reply reply;
  reply.headers = {{"ETag", std::string{etag}},
                   {"Cache-Control", std::string{file.never_changes ? keep_for_good : ask_again}}};
  if (!file.gzip.empty()) {
    reply.headers.emplace_back("Vary", "Accept-Encoding");
  }
  if (names_tag(query.if_none_match, etag)) {
    reply.status = 304;
    return reply;
  }
  if (is_compressed) {
    reply.headers.emplace_back("Content-Encoding", "gzip");
  }
  reply.headers.emplace_back("Content-Type", content_type_of(file.name));
  reply.headers.emplace_back("Content-Security-Policy", content_policy(query.host));
  reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
  reply.headers.emplace_back("Referrer-Policy", "no-referrer");
  reply.fixed_body = is_compressed ? file.gzip : file.bytes;
  return reply;
}

}  // namespace aurawell::net
