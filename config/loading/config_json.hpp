#pragma once

#include <string>
#include <vector>

#include "config/loading/loader.hpp"
#include "config/loading/reload.hpp"

namespace aurawell::config {

/// `{"settings":[{"key","value","origin","takes_effect","waiting"}]}`: all settings in use, values
/// as TOML. `origin` is "default", or where the value comes from. A secret has the value null, and
/// is listed only if it is set.
/// @param waiting Changes that a restart would adopt; `waiting` is the new value, else null.
std::string config_json(const loaded_settings& used, const std::vector<setting_change>& waiting);

}  // namespace aurawell::config
