#pragma once

#include "domain/health/profile_form.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// How fields that no profile has are handled.
enum class other_fields : unsigned char { refused, passed_over };

/// Reads a profile from the fields of an object. Ignores fields that a reply has beside the
/// profile. Accepts the names of the former service, `height` and `weight`.
health::profile_form read_profile_fields(const json_value& object, bool managed,
                                         other_fields others);

}  // namespace aurawell::net
