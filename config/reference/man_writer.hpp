#pragma once

#include <iosfwd>

namespace aurawell::config {

/// Prints the manual page aurawell(1) as troff with the macros of man(7): the commands and all
/// settings.
void write_man_page(std::ostream& out);

}  // namespace aurawell::config
