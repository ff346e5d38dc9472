#pragma once

#include "domain/ports/account_store.hpp"

namespace aurawell {

/// Whom a name, an address or an id means.
result<std::optional<account>> find_anybody(account_store& accounts, std::string_view name);

/// False: `most` codes of the account wait already. They go on counting: who asks for others
/// again and again cannot take the account's holder's away.
result<bool> offer_reset_code(account_store& accounts, const reset_code& fresh, std::size_t most,
                              wall_time now);

/// Whether the account has a code of this hash that still counts.
result<bool> has_reset_code(account_store& accounts, const user_id& user, std::string_view hash,
                            wall_time now);

/// The code is used up, and every other one with it. `ec::bad_credentials` when it does not
/// count.
result<void> reset_password(account_store& accounts, std::string_view code_hash,
                            std::string_view password_hash, const revoked_login& gone,
                            wall_time now);

/// What is told of a code that does not count, whatever the reason.
error bad_reset_code();

}  // namespace aurawell
