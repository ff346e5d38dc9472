#include "net/http_chat/failure_replies.hpp"

#include "domain/text/public_detail.hpp"
#include "net/json/json_writer.hpp"
#include "net/rest/failure_reply.hpp"
#include "net/wire/safety_json.hpp"

namespace aurawell::net {
namespace {

void add_hint(const answer_failure& why, http_reply& reply) {
  if (why.retry_after) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*why.retry_after);
    reply.headers.emplace_back("Retry-After", std::to_string(seconds.count()));
  }
}

/// Adds what the screen found to the object that `body` ends with.
void add_safety(const answer_failure& why, std::string& body) {
  if (!why.safety) {
    return;
  }
  std::string fields;
  json_writer json{fields};
  json.begin_object();
  write_safety(json, why.safety);
  json.end_object();
  body.back() = ',';
  body.append(fields, 1);
}

std::string_view openai_type(unsigned status) noexcept {
  switch (status) {
    case 401: return "authentication_error";
    case 403: return "permission_error";
    case 404: return "not_found_error";
    case 429: return "rate_limit_error";
    default: return status < 500 ? "invalid_request_error" : "server_error";
  }
}

}  // namespace

http_reply answer_failure_reply(const answer_failure& why, wall_time now) {
  auto reply = failure_reply(why.cause, now);
  add_safety(why, reply.body);
  add_hint(why, reply);
  return reply;
}

http_reply openai_failure_reply(const answer_failure& why) {
  auto reply = json_reply(http_status(why.cause.code));
  write_openai_failure(why, reply.body);
  add_hint(why, reply);
  return reply;
}

void write_openai_failure(const answer_failure& why, std::string& out) {
  write_openai_error(http_status(why.cause.code), to_string(why.cause.code),
                     public_detail(why.cause), out);
  add_safety(why, out);
}

void write_openai_error(unsigned status, std::string_view code, std::string_view message,
                        std::string& out) {
  json_writer json{out};
  json.begin_object();
  json.begin_object("error");
  json.text("message", message);
  json.text("type", openai_type(status));
  json.text("code", code);
  json.null("param");
  json.end_object();
  json.end_object();
}

}  // namespace aurawell::net
