#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "domain/account/account.hpp"
#include "domain/result.hpp"
#include "net/auth/caller.hpp"

namespace aurawell::net {

struct issued_token {
  /// Proof of identity; must not be logged.
  std::string text;
  std::chrono::seconds expires_in{0};
  /// As `caller`.
  std::string login{};
  wall_time login_began{};
};

/// Authenticates callers. Thread-safe; no call blocks.
class gatekeeper {
 public:
  gatekeeper() = default;
  gatekeeper(const gatekeeper&) = delete;
  gatekeeper& operator=(const gatekeeper&) = delete;
  virtual ~gatekeeper() = default;

  /// @param token As received, "" without one.
  /// @param named The user that the request names; may be empty.
  ///
  /// A token must be valid in every mode, and must belong to `named`. Without one, open mode
  /// accepts `named` without proof. Otherwise `ec::authentication_required`, `ec::token_invalid` or
  /// `ec::token_expired`.
  virtual result<caller> authenticate(std::string_view token, const user_id& named,
                                      wall_time now) const = 0;

  /// Whether callers without a token, and unknown members, are accepted.
  virtual bool is_open() const noexcept = 0;

  /// Whether the user has access to operators' data, after proof of identity.
  virtual bool is_operator(const user_id& user) const = 0;

  /// A token of a new login.
  virtual result<issued_token> issue(const user_id& user, wall_time now) = 0;
  /// Another token of the same login. `ec::token_expired` when the login has reached its longest
  /// duration, `ec::token_invalid` when it was not issued here.
  virtual result<issued_token> reissue(std::string_view token, wall_time now) = 0;

  /// What to store so that the caller's login stays revoked after a restart.
  virtual revoked_login revocation_of(const caller& requester, wall_time now) const = 0;
  /// The same for every login of the user that has begun, except `spared`; "" for none. Call it at
  /// the time of the write: later logins are not included.
  virtual revoked_login revocation_of_all(const user_id& user, std::string_view spared,
                                          wall_time now) const = 0;
  /// From now on all its tokens are invalid.
  virtual void revoke(const revoked_login& login) = 0;
  /// Undoes `revoke`, which must have come from the same caller. If others have revoked the same,
  /// it stays revoked.
  virtual void reinstate(const revoked_login& login) = 0;
  /// Whether the login was revoked since `requester` was admitted.
  virtual bool is_revoked(const caller& requester) const = 0;
};

}  // namespace aurawell::net
