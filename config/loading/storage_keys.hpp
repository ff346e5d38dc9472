#pragma once

#include <vector>

#include "config/loading/loader.hpp"
#include "config/settings/problem.hpp"

namespace aurawell::config {

/// Reads the keys that `storage.encryption_key_env` or `storage.encryption_key_file` names. A
/// problem never repeats a value that may be a key: operators sometimes put keys in place of names.
void take_storage_keys(loaded_settings& loaded, const environment& variables,
                       std::vector<problem>& problems);

}  // namespace aurawell::config
