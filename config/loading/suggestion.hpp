#pragma once

#include <span>
#include <string>
#include <string_view>

namespace aurawell::config {

/// "; did you mean \"server.port\"?" for the nearest of the known names, or nothing
/// when none is near.
std::string did_you_mean(std::string_view given, std::span<const std::string> known);

}  // namespace aurawell::config
