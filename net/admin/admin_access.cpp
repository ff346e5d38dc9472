#include "net/admin/admin_access.hpp"

#include "domain/log/log.hpp"
#include "net/address/origin_policy.hpp"
#include "net/admin/admin_replies.hpp"
#include "net/http/request_token.hpp"

namespace aurawell::net {
namespace {

bool changes_something(const http_query& query) noexcept {
  return query.method != "GET" && query.method != "HEAD";
}

/// A page of any site can make a browser on an operator's machine send a request. Programs send
/// neither header.
bool is_from_another_site(const http_query& query) {
  const auto& site = query.sec_fetch_site;
  return (!query.origin.empty() && !is_same_origin(query.origin, query.host)) ||
         (!site.empty() && site != "same-origin" && site != "none");
}

http_reply token_wanted(std::string_view sentence) {
  auto reply = text_reply(401, std::string{sentence});
  reply.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"AuraWell operators\"");
  return reply;
}

}  // namespace

std::optional<http_reply> admin_access::refuse(const http_query& query, admin_need need) const {
  if (changes_something(query) && is_from_another_site(query)) {
    logging::warn("admin.request_refused", {{"reason", "other_site"}});
    return text_reply(403, "Not from a page of another site.\n");
  }
  if (need == admin_need::nothing) {
    return std::nullopt;
  }
  if (token_) {
    const auto shown = bearer_token(query.authorization);
    if (token_->is(shown)) {
      return std::nullopt;
    }
    if (shown.empty()) {
      return token_wanted(
          "This needs the token in admin.token_file: send \"Authorization: Bearer TOKEN\".\n");
    }
    logging::warn("admin.request_refused", {{"reason", "wrong_token"}});
    return token_wanted("This is not the token in admin.token_file.\n");
  }
  if (need == admin_need::operating && !only_operators_connect_) {
    return text_reply(
        403,
        "This port is open to others and asks nobody for a token, so only numbers can "
        "be read here. Set admin.token_file to allow the rest.\n");
  }
  return std::nullopt;
}

}  // namespace aurawell::net
