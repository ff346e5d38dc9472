#pragma once

#include <iosfwd>
#include <vector>

#include "config/loading/reload.hpp"

namespace aurawell::config {

/// One line for each change: the setting, when it takes effect, the old and the new value; then a
/// line with the number of changes of each kind.
void print_changes(std::ostream& out, const std::vector<setting_change>& changes);

}  // namespace aurawell::config
