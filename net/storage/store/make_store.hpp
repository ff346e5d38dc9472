#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Whether the url has a known kind of store and a path; does not access the disk.
result<void> check_store_url(const std::string& url);

/// The path in "sqlite:PATH"; a failure for a url without a file.
result<std::string> sqlite_path(const std::string& url);

/// Path of the database's file; empty for a store without one.
std::filesystem::path database_path(const store_options& options);

/// Opens the store of `options.url`, creates missing folders and migrates the schema. Blocks on the
/// disk. A failure is for the operator: it names the file and gives advice.
///
/// @param processes Entry of this process; null: it is the only one that answers.
result<std::unique_ptr<advice_store>> open_store(
    const store_options& options, std::shared_ptr<const process_register> processes = nullptr);

/// A second connection to the same store, for reading on another thread; null when only one
/// connection is possible ("memory:").
result<std::unique_ptr<advice_store>> open_store_reader(
    const store_options& options, std::shared_ptr<const process_register> processes = nullptr);

}  // namespace aurawell::net
