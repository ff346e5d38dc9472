#pragma once

#include <filesystem>

#include "domain/result.hpp"
#include "net/storage/database/held_file.hpp"

namespace aurawell::net {

/// Former releases wrote the spool at `path` in a format of their own, and what the database
/// refused beside it, behind ".rejected". Empty ones give way. `ec::bad_configuration` when one
/// holds anything: the detail says what to do.
///
/// @param file The one at `path`.
result<void> replace_former_spool(const std::filesystem::path& path, held_file& file);

}  // namespace aurawell::net
