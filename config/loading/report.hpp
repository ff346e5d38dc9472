#pragma once

#include <iosfwd>
#include <string_view>
#include <vector>

#include "config/loading/loader.hpp"
#include "config/settings/problem.hpp"

namespace aurawell::config {

/// A line with the number of problems, then one line per problem. `what_has` stands before the
/// number.
void print_problems(std::ostream& out, const std::vector<problem>& problems,
                    std::string_view what_has = "nothing was started, the settings have");

/// All settings as TOML that can be loaded, with the origin of each that is not the default. Never
/// prints secrets.
void print_effective(std::ostream& out, const loaded_settings& loaded);

}  // namespace aurawell::config
