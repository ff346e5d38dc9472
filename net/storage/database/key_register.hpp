#pragma once

#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

/// Checks that everything in the database can be opened with the given keys, and records the newest
/// key before the first value is sealed with it. `ec::bad_configuration` when a key is missing: the
/// detail names it and advises the operator.
result<void> register_keys(sql_connection& connection, const value_seal& seal);

/// The same check, without a change: whether the newest key is recorded. False without keys.
result<bool> is_newest_key_registered(sql_connection& connection, const value_seal& seal);

/// `ec::bad_configuration` when the key of this name was not given.
result<void> check_key_is_given(std::string_view name, const value_seal& seal);

/// Removes all keys but the newest from the register: no value is sealed with them any more.
result<void> forget_older_keys(sql_connection& connection, const value_seal& seal);

}  // namespace aurawell::net
