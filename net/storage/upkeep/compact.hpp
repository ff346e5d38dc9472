#pragma once

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Writes the database anew. Afterwards it contains no copies of removed rows, and the file is as
/// small as possible. Such copies can stay in the unused part of a page when another program wrote
/// the page without `clearing_files`. The service may run; its writes wait in the spool meanwhile.
/// The database's folder needs free space for the database twice more. Call it only in a process
/// that does nothing else: it sets the folder of SQLite's temporary files for the whole process. A
/// failure is a sentence for the operator, and the database is unchanged.
result<void> compact_store(const store_options& options);

}  // namespace aurawell::net
