#pragma once

#include "domain/ports/account_store.hpp"

namespace aurawell {

/// The account with this user name, address or id; nothing if there is none.
result<std::optional<account>> find_anybody(account_store& accounts, std::string_view name);

/// Adds a reset code. False: the account does not exist, or already has `most` valid codes. These
/// stay valid, so that repeated requests by others cannot invalidate the code of the account's
/// holder.
result<bool> offer_reset_code(account_store& accounts, const reset_code& fresh, std::size_t most,
                              wall_time now);

/// Whether the account has a valid code with this hash.
result<bool> has_reset_code(account_store& accounts, const user_id& user, std::string_view hash,
                            wall_time now);

/// Replaces the password (`replace_password`), which also removes this code and all others of the
/// account. `ec::bad_credentials` if the code is not valid.
result<void> reset_password(account_store& accounts, std::string_view code_hash,
                            std::string_view password_hash, const revoked_login& gone,
                            wall_time now);

/// The error for every code that is not valid; it does not say why.
error bad_reset_code();

}  // namespace aurawell
