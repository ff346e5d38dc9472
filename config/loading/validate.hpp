#pragma once

#include <vector>

#include "config/loading/loader.hpp"
#include "config/settings/problem.hpp"

namespace aurawell::config {

/// Checks rules that involve several settings or the content of a text; ranges are checked while
/// loading. Returns every broken rule.
std::vector<problem> validate(const loaded_settings& loaded);

}  // namespace aurawell::config
