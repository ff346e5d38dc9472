#pragma once

#include <span>
#include <string>
#include <string_view>

namespace aurawell::config {

/// "; did you mean \"server.port\"?" with the nearest of the known names; empty when none is near.
std::string did_you_mean(std::string_view given, std::span<const std::string> known);

}  // namespace aurawell::config
