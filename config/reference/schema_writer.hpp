#pragma once

#include <iosfwd>

namespace aurawell::config {

/// Prints a JSON Schema (draft 2020-12) of the settings file: names, types, ranges, choices,
/// defaults and descriptions. It cannot express ranges of durations and of sizes with a unit, nor
/// rules between settings; `check-config` checks all of them. Secrets are not in it.
void write_config_schema(std::ostream& out);

}  // namespace aurawell::config
