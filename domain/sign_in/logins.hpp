#pragma once

#include <vector>

#include "domain/ports/account_store.hpp"

namespace aurawell {

/// How many logins one user has at the same time, and for how long.
struct login_bounds {
  std::size_t most = 50;
  /// The longest that a login and its last token can count.
  std::chrono::milliseconds lifetime{0};
};

/// Writes down that a login was given a token. Logins that have lasted as long as they may are
/// forgotten; past `most` those that were used longest ago end. Gives these, already revoked.
result<std::vector<revoked_login>> record_login(account_store& accounts, const account_login& login,
                                                const login_bounds& bounds);

/// False: the user has no such login.
result<bool> end_login(account_store& accounts, const revoked_login& gone);

/// Every login of the user ends but the one that `gone` spares.
result<void> end_logins(account_store& accounts, const revoked_login& gone);

/// Fails with `ec::unavailable` unless the account still has this hash: the password that was shown
/// may have been changed since it was looked at.
result<void> expect_password(account_store& accounts, const user_id& user, std::string_view hash);

/// Another password: the logins that `gone` means end, and codes for a new one count no more.
result<void> replace_password(account_store& accounts, std::string_view hash,
                              const revoked_login& gone);

}  // namespace aurawell
