#pragma once

#include <iosfwd>

/// Print a script that makes a shell complete the command line: commands, options, files, the keys
/// and the choices of `--set`.
namespace aurawell::config {

void write_bash_completion(std::ostream& out);
void write_fish_completion(std::ostream& out);
void write_zsh_completion(std::ostream& out);

}  // namespace aurawell::config
