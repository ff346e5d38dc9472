#pragma once

#include <filesystem>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Copies the database of `options.url` into a new file (0600). The copy has the state of one
/// moment. The service may write meanwhile: its writes do not wait and do not restart the copy.
/// After success the file is complete and on the disk; after a failure it does not exist. A failure
/// is a sentence for the operator.
result<void> back_up_store(const store_options& options, const std::filesystem::path& to);

}  // namespace aurawell::net
