#pragma once

#include "net/http/http_site.hpp"
#include "net/http/static_files.hpp"

namespace aurawell::net {

/// Serves the files; answers all other paths with an error.
http_site make_file_site(static_files files);

}  // namespace aurawell::net
