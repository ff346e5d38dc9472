#pragma once

#include <vector>

#include "config/settings/problem.hpp"
#include "config/settings/settings.hpp"

namespace aurawell::config {

/// What is wrong with the clients' listener: who reaches it, by which names, through which
/// gateways, and how these name the user.
std::vector<setting_fault> find_server_faults(const settings& in);

}  // namespace aurawell::config
