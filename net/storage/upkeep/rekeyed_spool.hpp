#pragma once

#include <optional>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/store_options.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

/// Opens the spool of the database, to seal its values anew; returns nothing when there is no
/// spool. Fails with `ec::bad_configuration` when the running service seals with another key than
/// the newest of `seal`, and when a part of the spool cannot be sealed anew.
result<std::optional<sqlite_connection>> open_spool_to_rekey(const store_options& options,
                                                             const value_seal& seal);

}  // namespace aurawell::net
