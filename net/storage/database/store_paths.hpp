#pragma once

#include <filesystem>
#include <string_view>

#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Whether the url is one of a PostgreSQL server.
bool is_postgres_url(std::string_view url) noexcept;

/// Path that the local files of a store are named after, such as its processes and its spool: that
/// of the database, or "postgresql" in the folder of the spool. Empty for "memory:".
std::filesystem::path local_path(const store_options& options);

}  // namespace aurawell::net
