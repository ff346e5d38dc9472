#pragma once

#include <memory>
#include <string>

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Whether the url names a kind of store and a path; touches no disk.
result<void> check_store_url(const std::string& url);

/// The path of a "sqlite:PATH"; a failure when the url names no file.
result<std::string> sqlite_path(const std::string& url);

/// Opens the store that `options.url` names, makes missing folders and brings the
/// schema up to date. Blocks on the disk. A failure's detail is for the operator: it
/// names the file and says what to do.
result<std::unique_ptr<advice_store>> open_store(const store_options& options);

/// The same store once more, for reading on another thread; null when there is only one
/// connection to it ("memory:").
result<std::unique_ptr<advice_store>> open_store_reader(const store_options& options);

}  // namespace aurawell::net
