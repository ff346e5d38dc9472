#pragma once

#include <filesystem>
#include <memory>

#include "domain/ports/write_spool.hpp"
#include "net/storage/database/held_file.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Where the spool of the database stands that `options.url` names; empty when that is in
/// memory, where nothing is kept anyway.
std::filesystem::path spool_path(const store_options& options);

/// Holds the file of the spool, so that no other process can: before the database is opened,
/// which no restore may replace from then on. Makes it when it is missing.
result<held_file> hold_spool(const store_options& options);

/// The spool at `spool_path`; null without one. Makes a missing `options.spool_dir`, for this
/// account only. A failure is for the operator.
result<std::unique_ptr<write_spool>> open_spool(const store_options& options);

/// The same, when the file is held already.
result<std::unique_ptr<write_spool>> open_spool(const store_options& options, held_file held);

}  // namespace aurawell::net
