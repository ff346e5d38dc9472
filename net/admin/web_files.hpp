#pragma once

#include <string_view>
#include <vector>

#include "net/http/static_files.hpp"

namespace aurawell::net {

/// The files of net/admin/web, embedded at build time.
std::vector<static_file> embedded_admin_files();

/// 16 hexadecimal digits that change when any of the files changes.
std::string_view embedded_admin_version() noexcept;

}  // namespace aurawell::net
