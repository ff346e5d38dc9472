#pragma once

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Writes the database anew: a former place of a row can keep a copy of it in the unused part of a
/// page that another program has written, not through `clearing_files`. Nothing of that is
/// left then, and the file is as small as it can be. The service may run; its writes wait in the
/// spool meanwhile. The disk needs room for the database twice more, in its own
/// folder. For a process that does nothing else: where SQLite makes its temporary files is set for
/// all of it. A failure is for the operator,
/// and the database is as it was.
result<void> compact_store(const store_options& options);

}  // namespace aurawell::net
