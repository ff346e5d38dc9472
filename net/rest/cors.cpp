#include "net/rest/cors.hpp"

#include <algorithm>

#include "net/origin_policy.hpp"

namespace aurawell::net {

void add_cors_headers(http_reply& reply, const page_question& from,
                      const std::vector<std::string>& allowed_origins) {
  reply.headers.emplace_back("Vary", "Origin");
  if (from.origin.empty() || !is_origin_allowed(from.origin, from.host, allowed_origins)) {
    return;
  }
  reply.headers.emplace_back("Access-Control-Allow-Origin", from.origin);
  reply.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Retry-After");
  if (from.method != "OPTIONS") {
    return;
  }
  const auto allow = std::find_if(reply.headers.begin(), reply.headers.end(),
                                  [](const auto& header) { return header.first == "Allow"; });
  if (allow != reply.headers.end()) {
    auto methods = allow->second;
    reply.headers.emplace_back("Access-Control-Allow-Methods", std::move(methods));
    reply.headers.emplace_back(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID");
    reply.headers.emplace_back("Access-Control-Max-Age", "600");
  }
}

}  // namespace aurawell::net
