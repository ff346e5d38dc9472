#pragma once

#include <memory>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/database/store_options.hpp"
#include "net/storage/store/sql_store.hpp"

namespace aurawell::net {

/// A store over a SQLite file in WAL mode; see `open_sqlite_file`.
///
/// @param processes Entry of this process; null: it is the only one that answers.
result<std::unique_ptr<sql_store>> open_sqlite_store(
    std::string_view path, const store_options& options,
    std::shared_ptr<const process_register> processes = nullptr);

/// The same file once more, as it is, for reading beside the one that writes.
result<std::unique_ptr<sql_store>> open_sqlite_store_reader(
    std::string_view path, const store_options& options,
    std::shared_ptr<const process_register> processes = nullptr);

/// A database in memory that lives as long as the store.
result<std::unique_ptr<sql_store>> open_memory_store(const store_options& options = {});

}  // namespace aurawell::net
