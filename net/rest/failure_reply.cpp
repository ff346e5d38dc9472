#include "net/rest/failure_reply.hpp"

#include "domain/log/log.hpp"
#include "domain/text/public_detail.hpp"

namespace aurawell::net {

unsigned http_status(ec code) noexcept {
  switch (code) {
    case ec::bad_credentials:
    case ec::token_expired:
    case ec::token_invalid:
    case ec::authentication_required: return 401;
    case ec::forbidden: return 403;
    case ec::invalid_input:
    case ec::missing_field:
    case ec::bad_format:
    case ec::out_of_range: return 400;
    case ec::user_not_found:
    case ec::request_not_found:
    case ec::conversation_not_found: return 404;
    case ec::user_exists:
    case ec::answered_elsewhere: return 409;
    case ec::rate_limited: return 429;
    case ec::chat_failed:
    case ec::upstream_failed: return 502;
    case ec::ai_unavailable:
    case ec::upstream_rate_limited:
    case ec::upstream_unreachable:
    case ec::database_failed:
    case ec::database_unreachable:
    case ec::unavailable: return 503;
    case ec::timed_out: return 504;
    case ec::internal:
    case ec::bad_configuration: break;
  }
  return 500;
}

http_reply failure_reply(const error& why, wall_time now) {
  const auto told = public_detail(why);
  if (told != why.detail) {
    logging::debug("http.request_failed", {{"code", to_string(why.code)}, {"detail", why.detail}});
  }
  auto reply = error_reply(http_status(why.code), why.code, told, now);
  if (reply.status == 401) {
    const bool had_token = why.code == ec::token_expired || why.code == ec::token_invalid;
    reply.headers.emplace_back("WWW-Authenticate",
                               had_token ? R"(Bearer error="invalid_token")" : "Bearer");
  }
  if (reply.status == 429) {
    // The waiting work of this client takes less time.
    reply.headers.emplace_back("Retry-After", "1");
  } else if (why.code == ec::unavailable) {
    // An estimate: how long other users' work takes is unknown.
    reply.headers.emplace_back("Retry-After", "5");
  }
  return reply;
}

http_reply wait_reply(std::chrono::milliseconds wait, std::string_view message, wall_time now) {
  auto reply = error_reply(429, ec::rate_limited, message, now);
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
  reply.headers.emplace_back("Retry-After", std::to_string(seconds.count()));
  return reply;
}

}  // namespace aurawell::net
