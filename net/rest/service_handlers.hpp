#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// About the service itself.

rest_handler tell_health;
rest_handler tell_census;
/// For operators.
rest_handler tell_stats;

}  // namespace aurawell::net
