#pragma once

#include <vector>

#include "config/loading/loader.hpp"
#include "config/settings/problem.hpp"

namespace aurawell::config {

/// The rules that span several settings or need to look into a text; ranges are checked
/// while loading. Returns every broken rule.
std::vector<problem> validate(const loaded_settings& loaded);

}  // namespace aurawell::config
