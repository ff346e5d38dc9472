#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// About the service itself.

rest_answer tell_health(const rest_backend& behind, const rest_request& request, const caller& who);
rest_answer tell_census(const rest_backend& behind, const rest_request& request, const caller& who);
/// For operators.
rest_answer tell_stats(const rest_backend& behind, const rest_request& request, const caller& who);

}  // namespace aurawell::net
