#pragma once

#include <iosfwd>
#include <vector>

#include "config/loading/loader.hpp"
#include "config/settings/problem.hpp"

namespace aurawell::config {

/// One line per problem below a line that counts them.
void print_problems(std::ostream& out, const std::vector<problem>& problems);

/// All settings as TOML that loads again, with the origin of each that is not the
/// default. Secrets are never shown.
void print_effective(std::ostream& out, const loaded_settings& loaded);

}  // namespace aurawell::config
