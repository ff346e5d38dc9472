#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

struct copy_progress {
  std::int64_t rows = 0;
  std::int64_t of = 0;
};

/// Copies all rows of a store to an empty one, with their ids and sealed values as they are: the
/// same keys open them there. In one transaction, so that a copy that fails or is stopped leaves
/// nothing but a mark: no service starts there before a new call has completed it. Fails while a
/// service uses one of them. Waiting writes in the spool are not in the store: they must have been
/// written.
///
/// @param from, to "sqlite:PATH" or "postgresql://…". A missing file of `to` is made.
/// @param note Called from time to time; false ends the copying.
/// @return The number of rows. `ec::bad_configuration` when the target is not empty, or the source
/// is missing or the target of an unfinished copy; `ec::database_unreachable` when one of them is
/// in use; `ec::timed_out` when `note` has ended it.
result<std::int64_t> copy_store(const std::string& from, const std::string& to,
                                const store_options& options,
                                const std::function<bool(const copy_progress&)>& note);

}  // namespace aurawell::net
