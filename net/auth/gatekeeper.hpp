#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "domain/account/account.hpp"
#include "domain/result.hpp"
#include "net/auth/caller.hpp"

namespace aurawell::net {

struct issued_token {
  /// Proof of identity; it must reach no log.
  std::string text;
  std::chrono::seconds expires_in{0};
  /// As `caller`.
  std::string login{};
  wall_time login_began{};
};

/// Decides who a caller is. Thread-safe; no call blocks.
class gatekeeper {
 public:
  gatekeeper() = default;
  gatekeeper(const gatekeeper&) = delete;
  gatekeeper& operator=(const gatekeeper&) = delete;
  virtual ~gatekeeper() = default;

  /// @param token As it came, "" when none did.
  /// @param named Whom the request says it comes from, perhaps nobody.
  ///
  /// A token that came must be good in every mode, and must belong to `named`. Without
  /// one, open mode takes `named` at its word. `ec::authentication_required`,
  /// `ec::token_invalid` or `ec::token_expired` otherwise.
  virtual result<caller> admit(std::string_view token, const user_id& named,
                               wall_time now) const = 0;

  /// Whether callers without a token are let in, and members that nobody has heard of.
  virtual bool is_open() const noexcept = 0;

  /// May see what only operators see, once it is proved who they are.
  virtual bool is_operator(const user_id& user) const = 0;

  /// A token of a new login.
  virtual result<issued_token> issue(const user_id& user, wall_time now) = 0;
  /// Another token of the same login. `ec::token_expired` when the login has lasted as
  /// long as it may, `ec::token_invalid` when it is not one of ours.
  virtual result<issued_token> reissue(std::string_view token, wall_time now) = 0;

  /// What the store must keep so that the caller's login stays revoked after a restart.
  virtual revoked_login revocation_of(const caller& who, wall_time now) const = 0;
  /// The same for every login of the user that has begun, but for `spared`; "" for none. To be
  /// asked when that is written down: later logins are not meant.
  virtual revoked_login revocation_of_all(const user_id& user, std::string_view spared,
                                          wall_time now) const = 0;
  /// From now on none of its tokens counts.
  virtual void revoke(const revoked_login& login) = 0;
  /// As before `revoke`, which must come from the same caller. Where others have revoked the
  /// same, it stays revoked.
  virtual void reinstate(const revoked_login& login) = 0;
  /// Whether that has happened since `who` was admitted.
  virtual bool is_revoked(const caller& who) const = 0;
};

}  // namespace aurawell::net
