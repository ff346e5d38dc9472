#pragma once

#include "net/auth/gatekeeper.hpp"

namespace aurawell::net {

/// Takes everybody at their word, and knows no tokens.
class open_gatekeeper final : public gatekeeper {
 public:
  result<caller> admit(std::string_view token, const user_id& named, wall_time) const override {
    if (!token.empty()) {
      return no_tokens();
    }
    if (named.empty()) {
      return error{ec::authentication_required, "say who you are: user_id is missing"};
    }
    return caller{named};
  }
  bool is_open() const noexcept override { return true; }
  result<issued_token> issue(const user_id&, wall_time) override { return no_tokens(); }
  result<issued_token> reissue(std::string_view, wall_time) override { return no_tokens(); }
  revoked_login revocation_of(const caller& who, wall_time now) const override {
    return {who.login, who.user, now};
  }
  void revoke(const revoked_login&) override {}
  bool is_revoked(const caller&) const override { return false; }

 private:
  static error no_tokens() { return {ec::token_invalid, "tokens are not used here"}; }
};

}  // namespace aurawell::net
