#pragma once

#include <memory>
#include <string>

#include "domain/result.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// Opens one of the two databases of a copy, with the newest schema: one of an older release is
/// upgraded. A failure names the database. Fails while a service uses it.
result<std::unique_ptr<sql_connection>> open_copy_end(const std::string& url,
                                                      store_options options);

}  // namespace aurawell::net
