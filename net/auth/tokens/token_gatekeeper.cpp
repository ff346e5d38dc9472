#include "net/auth/tokens/token_gatekeeper.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "domain/random_name.hpp"
#include "net/auth/tokens/base64url.hpp"
#include "net/auth/tokens/compact_jws.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

/// Without the signature, because one signature can have several forms.
std::string fingerprint(std::string_view signed_text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(signed_text.data(), signed_text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return "h-" + base64url_encode({reinterpret_cast<const char*>(digest.data()), size});
}

/// Returns the value that all tokens of one login share.
std::string login_of(const token_claims& claims, std::string_view signed_text) {
  for (const auto* name : {&claims.login, &claims.token_id}) {
    if (!name->empty()) {
      return is_entity_name(*name) ? *name : fingerprint(*name);
    }
  }
  return fingerprint(signed_text);
}

/// Returns the time of the login; the time of the token when the issuer does not send it.
std::optional<wall_time> began_at(const token_claims& claims) {
  return claims.logged_in_at ? claims.logged_in_at : claims.issued_at;
}

claim_rules rules_for(const token_options& options) {
  return {options.issuer, options.audience, options.leeway};
}

bool lists(const std::vector<std::string>& users, const user_id& user) {
  return std::find(users.begin(), users.end(), user.value) != users.end();
}

}  // namespace

result<std::unique_ptr<token_gatekeeper>> token_gatekeeper::make(mode chosen,
                                                                 const token_options& options,
                                                                 wall_time now) {
  std::unique_ptr<token_gatekeeper> made{new token_gatekeeper{chosen}};
  if (auto adopted = made->adopt(options, now); !adopted) {
    return adopted.failure();
  }
  return made;
}

result<void> token_gatekeeper::adopt(const token_options& options, wall_time now) {
  auto keys = token_keys::load(options, now);
  if (!keys) {
    return keys.failure();
  }
  if (mode_ == mode::tokens && keys->empty()) {
    return error{ec::bad_configuration, "auth.mode: \"jwt\" needs a key to verify tokens by"};
  }
  const bool draws = mode_ == mode::open && keys->signer() == nullptr;
  if (draws) {
    keys->sign_with(own_);
  }
  const std::lock_guard lock{mutex_};
  rules_ = std::make_shared<const rules>(rules{options, *std::move(keys), draws});
  return {};
}

void token_gatekeeper::revoke(const std::vector<revoked_login>& logins,
                              std::function<std::string(const user_id&)> name_of) {
  name_of_ = std::move(name_of);
  for (const auto& one : logins) {
    revoke(one);
  }
}

bool token_gatekeeper::has_drawn_secret() const {
  return now_in_force()->has_drawn_secret;
}

result<issued_token> token_gatekeeper::issue_for(const user_id& user, milliseconds ttl,
                                                 wall_time now) {
  token_claims claims;
  claims.subject = user;
  claims.login = random_name("l-");
  // Tokens have whole seconds, and a revocation may just have covered all logins up to this second.
  claims.logged_in_at = std::max(now, revoked_.earliest_begin(user).value_or(now));
  return sign(*now_in_force(), std::move(claims), ttl, now);
}

result<caller> token_gatekeeper::authenticate(std::string_view token, const user_id& named,
                                              wall_time now) const {
  if (token.empty() && is_open()) {
    return named.empty() ? result<caller>{error{ec::authentication_required,
                                                "say who you are: user_id is missing"}}
                         : caller{named};
  }
  if (token.empty()) {
    return error{ec::authentication_required, "a token is needed"};
  }
  const auto by = now_in_force();
  auto shown = examine(*by, token, now);
  if (!shown) {
    return shown.failure();
  }
  caller requester{std::move(shown->claims.subject), shown->claims.expires_at + by->options.leeway,
                   std::move(shown->login), began_at(shown->claims)};
  if (!named.empty() && named != requester.user) {
    return error{ec::token_invalid, "the token belongs to another user"};
  }
  requester.is_operator = lists(by->options.operators, requester.user);
  return requester;
}

bool token_gatekeeper::is_operator(const user_id& user) const {
  return lists(now_in_force()->options.operators, user);
}

result<issued_token> token_gatekeeper::issue(const user_id& user, wall_time now) {
  return issue_for(user, now_in_force()->options.token_ttl, now);
}

result<issued_token> token_gatekeeper::reissue(std::string_view token, wall_time now) {
  const auto by = now_in_force();
  auto shown = examine(*by, token, now);
  if (!shown) {
    return shown.failure();
  }
  const auto& claims = shown->claims;
  if (!shown->is_ours || claims.login.empty() || !claims.logged_in_at) {
    return error{ec::token_invalid, "this service issued no such token and cannot renew it"};
  }
  return sign(*by, std::move(shown->claims), by->options.token_ttl, now);
}

revoked_login token_gatekeeper::revocation_of(const caller& requester, wall_time now) const {
  const auto by = now_in_force();
  const auto last = requester.login == revoked_login::every_login
                        ? now + revoked_login::every_login_kept
                        : now + by->options.login_ttl + by->options.leeway;
  return {requester.login, requester.user, std::max(last, requester.expires_at.value_or(last))};
}

revoked_login token_gatekeeper::revocation_of_all(const user_id& user, std::string_view spared,
                                                  wall_time now) const {
  revoked_login all{std::string{revoked_login::every_login}, user, {}, {}, std::string{spared}};
  all.until = revocation_of({user, {}, all.login}, now).until;
  constexpr std::chrono::seconds second{1};
  // A login right after such a revocation begins at the time of that revocation, which may be in
  // the future.
  const auto last = revoked_.earliest_begin(user).value_or(wall_time{});
  all.began_before =
      std::max<wall_time>(std::chrono::floor<std::chrono::seconds>(now), last) + second;
  return all;
}

void token_gatekeeper::revoke(const revoked_login& login) {
  // A user without a token has no login.
  if (!login.login.empty()) {
    revoked_.add(login, std::chrono::system_clock::now());
  }
}

void token_gatekeeper::reinstate(const revoked_login& login) {
  revoked_.remove(login);
}

bool token_gatekeeper::is_revoked(const caller& requester) const {
  return !requester.login.empty() &&
         is_revoked(requester.user, requester.login, requester.login_began);
}

bool token_gatekeeper::is_revoked(const user_id& user, std::string_view login,
                                  std::optional<wall_time> began) const {
  return revoked_.contains(user, login, began) ||
         (name_of_ && revoked_.contains({name_of_(user)}, login, began));
}

std::shared_ptr<const token_gatekeeper::rules> token_gatekeeper::now_in_force() const {
  const std::lock_guard lock{mutex_};
  return rules_;
}

result<token_gatekeeper::proof> token_gatekeeper::examine(const rules& by, std::string_view token,
                                                          wall_time now) const {
  const auto read = read_jws(token);
  if (!read) {
    return read.failure();
  }
  const auto verdict = by.keys.judge(*read, now);
  if (verdict == token_keys::verdict::refused) {
    return no_token("no key known here has signed it");
  }
  auto claims = read_claims(read->payload);
  if (!claims) {
    return claims.failure();
  }
  if (const auto good = check_claims(*claims, rules_for(by.options), now); !good) {
    return good.failure();
  }
  auto login = login_of(*claims, read->signed_text);
  if (is_revoked(claims->subject, login, began_at(*claims))) {
    return no_token("its login has been signed out");
  }
  return proof{*std::move(claims), std::move(login), verdict == token_keys::verdict::good_and_ours};
}

result<issued_token> token_gatekeeper::sign(const rules& by, token_claims claims, milliseconds ttl,
                                            wall_time now) {
  if (by.keys.signer() == nullptr) {
    return error{ec::bad_configuration, "this service has no key to sign tokens with"};
  }
  const auto end = std::min(now + ttl, *claims.logged_in_at + by.options.login_ttl);
  if (end <= now) {
    return error{ec::token_expired, "the login has lasted as long as it may: log in again"};
  }
  claims.issuer = by.options.issuer;
  claims.audience.clear();
  if (!by.options.audience.empty()) {
    claims.audience.push_back(by.options.audience);
  }
  claims.issued_at = now;
  claims.expires_at = end;
  claims.token_id = random_name("t-");
  return issued_token{write_jws(*by.keys.signer(), write_claims(claims)),
                      std::chrono::duration_cast<std::chrono::seconds>(end - now), claims.login,
                      *claims.logged_in_at};
}

}  // namespace aurawell::net
