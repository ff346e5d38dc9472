#pragma once

#include <iosfwd>

namespace aurawell::config {

/// Writes `docs/configuration.md`: every setting of the key table.
void write_config_doc(std::ostream& out);

}  // namespace aurawell::config
