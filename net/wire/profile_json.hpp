#pragma once

#include <string_view>

#include "domain/health/profile.hpp"
#include "domain/result.hpp"

namespace aurawell::net {

class json_writer;

/// Writes the profile as fields of the object that is open, named as in
/// `domain/health/profile_form.hpp`. Absent values are left out. Measured or reported values follow
/// as `sleep_hours`, `steps`, `mood`, `stress_level`, `resting_heart_rate`, `systolic`,
/// `diastolic`, and `bedtime` and `wake_time` in minutes after midnight.
void write_profile(json_writer& json, const health::profile& values);

/// Reads an object that `write_profile` has filled. Skips unknown fields, because a newer release
/// may have written them; checks no range. `ec::bad_format` when it is no JSON object or a field
/// has another type.
result<health::profile> read_profile(std::string_view json);

}  // namespace aurawell::net
