#pragma once

#include "domain/health/profile_form.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// What becomes of a field that no profile has.
enum class other_fields : unsigned char { refused, passed_over };

/// Reads a profile from the fields of an object. What a reply tells beside the profile may stand
/// there. The names of the former service, `height` and `weight`, still work.
health::profile_form read_profile_fields(const json_value& object, bool managed,
                                         other_fields others);

}  // namespace aurawell::net
