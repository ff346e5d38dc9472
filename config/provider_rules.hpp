#pragma once

#include <string>
#include <vector>

namespace aurawell::config {

/// What is wrong with the members that a provider's requests are to be without, a sentence for
/// each name that is none.
std::vector<std::string> find_omit_faults(const std::vector<std::string>& names);

}  // namespace aurawell::config
