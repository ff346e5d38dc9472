#pragma once

#include <string>
#include <vector>

#include "config/settings/problem.hpp"
#include "config/settings/settings.hpp"

namespace aurawell::config {

/// What keeps these settings from telling people apart. Reads the key files.
std::vector<setting_fault> find_auth_faults(const auth_settings& in);

/// The variable that holds the secret, for a sentence; not its name if that may be the
/// secret itself, put in the wrong place.
std::string secret_variable(const auth_settings& in);

}  // namespace aurawell::config
