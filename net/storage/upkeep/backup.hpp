#pragma once

#include <filesystem>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Copies the database of `options.url` into a new file (0600), as it is at one moment. The
/// service may write meanwhile: it waits for nothing, and nothing begins again because of it.
/// Whole and on the disk when it returns, or not there. A failure is for the operator.
result<void> back_up_store(const store_options& options, const std::filesystem::path& to);

}  // namespace aurawell::net
