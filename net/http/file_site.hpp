#pragma once

#include "net/http/http_site.hpp"
#include "net/http/static_files.hpp"

namespace aurawell::net {

/// Serves the files, and an error for all other paths.
http_site make_file_site(static_files files);

}  // namespace aurawell::net
