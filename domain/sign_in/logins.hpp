#pragma once

#include <vector>

#include "domain/ports/account_store.hpp"

namespace aurawell {

/// Limits of the logins of one user.
struct login_bounds {
  std::size_t most = 50;
  /// How long a login and its last token can be valid.
  std::chrono::milliseconds lifetime{0};
};

/// Saves a login to which a token was issued. Ends the user's logins that are older than
/// `lifetime`, and past `most` those that were used longest ago. Returns the ended logins, already
/// revoked.
result<std::vector<revoked_login>> record_login(account_store& accounts, const account_login& login,
                                                const login_bounds& bounds);

/// False: the user has no such login.
result<bool> end_login(account_store& accounts, const revoked_login& gone);

/// Ends all logins of the user except `gone.spared`.
result<void> end_logins(account_store& accounts, const revoked_login& gone);

/// Fails with `ec::unavailable` unless the account still has this hash: the password may have been
/// changed since the caller verified it.
result<void> expect_password(account_store& accounts, const user_id& user, std::string_view hash);

/// Sets the password's hash, ends the logins as `end_logins` does, and removes the account's reset
/// codes.
result<void> replace_password(account_store& accounts, std::string_view hash,
                              const revoked_login& gone);

}  // namespace aurawell
