#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "net/auth/gatekeeper.hpp"

namespace aurawell::test_support {

/// Accepts fixed tokens: "token-of-ann" belongs to ann, "token-of-ann#2" to ann by another login.
/// In open mode by default.
class fake_gatekeeper final : public net::gatekeeper {
 public:
  result<net::caller> authenticate(std::string_view token, const user_id& named,
                                   wall_time now) const override {
    constexpr std::string_view prefix = "token-of-";
    if (token.empty()) {
      if (!open || named.empty()) {
        return error{ec::authentication_required, "a token is needed"};
      }
      return net::caller{named};
    }
    if (token == "expired") {
      return error{ec::token_expired, "the token has expired"};
    }
    if (!token.starts_with(prefix)) {
      return error{ec::token_invalid, "the token is no good"};
    }
    const auto name = token.substr(prefix.size());
    net::caller requester{{std::string{name.substr(0, name.find('#'))}}, now + life};
    requester.login = "login-of-" + std::string{name};
    requester.is_operator = is_operator(requester.user);
    if (!named.empty() && named != requester.user) {
      return error{ec::token_invalid, "the token is somebody else's"};
    }
    return requester;
  }
  bool is_open() const noexcept override { return open; }
  bool is_operator(const user_id& user) const override { return user.value == "operator"; }
  result<net::issued_token> issue(const user_id& user, wall_time now) override {
    return net::issued_token{"token-of-" + user.value, std::chrono::hours{1},
                             "login-of-" + user.value, now};
  }
  result<net::issued_token> reissue(std::string_view token, wall_time now) override {
    const auto admitted = authenticate(token, {}, now);
    return admitted ? issue(admitted->user, now) : admitted.failure();
  }
  revoked_login revocation_of(const net::caller& requester, wall_time now) const override {
    return {requester.login, requester.user, now + std::chrono::hours{1}};
  }
  revoked_login revocation_of_all(const user_id& user, std::string_view spared,
                                  wall_time now) const override {
    return {std::string{revoked_login::every_login}, user, now + std::chrono::hours{1}, now,
            std::string{spared}};
  }
  void revoke(const revoked_login& login) override { revoked.push_back(login); }
  void reinstate(const revoked_login& login) override {
    const auto one = std::find_if(revoked.begin(), revoked.end(), [&](const auto& other) {
      return other.user == login.user && other.login == login.login;
    });
    if (one != revoked.end()) {
      revoked.erase(one);
    }
  }
  bool is_revoked(const net::caller& requester) const override {
    return std::any_of(revoked.begin(), revoked.end(), [&](const revoked_login& one) {
      const bool is_meant =
          one.login == requester.login ||
          (one.login == revoked_login::every_login && one.spared != requester.login);
      const bool is_before =
          !one.began_before || !requester.login_began || *requester.login_began < *one.began_before;
      return !requester.login.empty() && one.user == requester.user && is_meant && is_before;
    });
  }

  bool open = true;
  /// Used for every token.
  std::chrono::milliseconds life = std::chrono::hours{1};
  std::vector<revoked_login> revoked;
};

}  // namespace aurawell::test_support
