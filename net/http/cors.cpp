#include "net/http/cors.hpp"

#include <algorithm>
#include <array>

#include "net/address/lower_ascii.hpp"
#include "net/address/origin_policy.hpp"
#include "net/address/url_text.hpp"
#include "net/http/line_scanner.hpp"

namespace aurawell::net {
namespace {

/// Prefixes of the fields in which OpenAI's SDKs describe themselves; the fields differ between
/// versions.
constexpr std::array<std::string_view, 2> sdk_prefixes{"x-stainless-", "openai-"};

bool is_sdk_field(std::string_view name) {
  const auto folded = lower_ascii(name);
  return std::all_of(name.begin(), name.end(), is_token_byte) &&
         std::any_of(sdk_prefixes.begin(), sdk_prefixes.end(),
                     [&](std::string_view prefix) { return folded.starts_with(prefix); });
}

/// The fields that a page may send; those of OpenAI's SDKs only if it asks for them.
std::string allowed_fields(std::string_view wanted) {
  std::string list =
      "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, "
      "Traceparent, Tracestate";
  while (!wanted.empty()) {
    auto name = cut(wanted, ',');
    name.remove_prefix(std::min(name.find_first_not_of(" \t"), name.size()));
    name = name.substr(0, name.find_last_not_of(" \t") + 1);
    if (is_sdk_field(name)) {
      list += ", ";
      list += name;
    }
  }
  return list;
}

}  // namespace

void add_cors_headers(http_reply& reply, const page_question& from,
                      const std::vector<std::string>& allowed_origins) {
  reply.headers.emplace_back("Vary", "Origin");
  if (from.origin.empty() || !is_origin_allowed(from.origin, from.host, allowed_origins)) {
    return;
  }
  reply.headers.emplace_back("Access-Control-Allow-Origin", from.origin);
  reply.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-Id");
  if (from.method != "OPTIONS") {
    return;
  }
  const auto allow = std::find_if(reply.headers.begin(), reply.headers.end(),
                                  [](const auto& header) { return header.first == "Allow"; });
  if (allow != reply.headers.end()) {
    auto methods = allow->second;
    reply.headers.emplace_back("Access-Control-Allow-Methods", std::move(methods));
    reply.headers.emplace_back("Access-Control-Allow-Headers", allowed_fields(from.wanted_fields));
    reply.headers.emplace_back("Access-Control-Max-Age", "600");
  }
}

}  // namespace aurawell::net
