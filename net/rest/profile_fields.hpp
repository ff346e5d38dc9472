#pragma once

#include <rapidjson/document.h>

#include "domain/health/profile_form.hpp"

namespace aurawell::net {

/// Reads a profile from the fields of an object. Those that no profile has are passed over,
/// and the names of the former service, `height` and `weight`, still work.
health::profile_form read_profile_fields(const rapidjson::Value& object, bool managed);

}  // namespace aurawell::net
