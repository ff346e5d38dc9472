#pragma once

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// `ec::bad_configuration` when this program cannot use the database beside the process that uses
/// it now: it would have to change the schema, or seal with a key that the process does not know.
/// Changes nothing. The detail advises the operator.
result<void> check_shared_use(const store_options& options);

}  // namespace aurawell::net
