#pragma once

#include <vector>

#include "config/loading/loader.hpp"
#include "config/settings/problem.hpp"

namespace aurawell::config {

/// Reads the keys that `storage.encryption_key_env` or `storage.encryption_key_file` name.
/// A problem repeats nothing that may be a key: people put keys where names belong.
void take_storage_keys(loaded_settings& loaded, const environment& variables,
                       std::vector<problem>& problems);

}  // namespace aurawell::config
