#pragma once

#include <memory>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"
#include "net/storage/postgres/postgres_connection.hpp"

namespace aurawell::net {

/// Connects to the database of `options.url`, migrates its schema and registers the keys. A failure
/// is for the operator: it names the database and gives advice.
result<std::unique_ptr<postgres_connection>> open_postgres(const store_options& options);

/// A further connection to a database that was opened.
result<std::unique_ptr<postgres_connection>> open_postgres_reader(const store_options& options);

}  // namespace aurawell::net
