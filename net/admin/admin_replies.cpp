#include "net/admin/admin_replies.hpp"

#include <utility>

#include "net/address/query_parameters.hpp"

namespace aurawell::net {

http_reply text_reply(unsigned status, std::string body, std::string_view type) {
  http_reply reply;
  reply.status = status;
  reply.headers = {{"Content-Type", std::string{type}},
                   {"Cache-Control", "no-store"},
                   {"X-Content-Type-Options", "nosniff"}};
  reply.body = std::move(body);
  return reply;
}

http_reply json_text_reply(unsigned status, std::string body) {
  auto reply = json_reply(status);
  reply.body = std::move(body);
  return reply;
}

http_reply compressible(http_reply reply) {
  reply.may_compress = true;
  return reply;
}

bool wants_json(const http_query& query) {
  const auto mark = query.target.find('?');
  if (mark != std::string_view::npos) {
    if (const auto format = find_parameter(query.target.substr(mark + 1), "format")) {
      return *format == "json";
    }
  }
  return query.accept.find("application/json") != std::string_view::npos;
}

}  // namespace aurawell::net
