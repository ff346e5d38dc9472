#pragma once

#include <string>
#include <variant>
#include <vector>

#include "config/loading/loader.hpp"
#include "config/settings/command_line.hpp"
#include "config/settings/problem.hpp"

namespace aurawell::config {

/// Settings that `current` sets and `next` does not, in the order of the key table. Without those
/// of a provider that was removed.
std::vector<std::string> no_longer_set(const loaded_settings& current, const loaded_settings& next);

/// Reads the settings for a reload of a process that runs with `current`. Refuses, beside what
/// `load_settings` refuses, a file that was probably read while it was being written: one that sets
/// nothing any more, and one that ends within a line and lacks settings of `current`.
std::variant<loaded_settings, std::vector<problem>> load_again(const command_line& wish,
                                                               const environment& variables,
                                                               const loaded_settings& current);

}  // namespace aurawell::config
