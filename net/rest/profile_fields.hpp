#pragma once

#include "domain/health/profile_form.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// Reads a profile from the fields of an object. Those that no profile has are passed over,
/// and the names of the former service, `height` and `weight`, still work.
health::profile_form read_profile_fields(const json_value& object, bool managed);

}  // namespace aurawell::net
