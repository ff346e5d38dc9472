#pragma once

#include <iosfwd>

namespace aurawell::config {

/// Writes `docs/configuration.md`: every setting, from the table of keys.
void write_config_doc(std::ostream& out);

}  // namespace aurawell::config
