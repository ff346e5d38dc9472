#include "config/commands/rekey_command.hpp"

#include <unistd.h>

#include <csignal>
#include <iostream>

#include "net/storage/upkeep/rekey.hpp"

namespace aurawell::config {
namespace {

volatile std::sig_atomic_t was_told_to_end = 0;

void note_signal(int) {
  was_told_to_end = 1;
}

}  // namespace

int rekey_command(const settings& values) {
  std::signal(SIGINT, note_signal);
  std::signal(SIGTERM, note_signal);
  const bool is_terminal = isatty(STDERR_FILENO) == 1;
  std::int64_t rows = 0;
  const auto done = net::rekey_store(values.storage, [&](const net::rekey_progress& progress) {
    rows = progress.rows;
    if (is_terminal) {
      std::cerr << "\raurawell: " << progress.rows << " of " << progress.of << " rows"
                << std::flush;
    }
    return was_told_to_end == 0;
  });
  if (is_terminal && rows > 0) {
    std::cerr << '\n';
  }
  if (!done) {
    std::cerr << "aurawell: " << done.failure().detail << '\n';
    return 1;
  }
  if (!*done) {
    std::cerr << "aurawell: stopped after " << rows
              << " rows, which are sealed; run it again to go on\n";
    return 1;
  }
  std::cerr << "aurawell: " << rows
            << " rows sealed anew; everything is sealed with the newest key, older keys are not "
               "needed any more\n";
  return 0;
}

}  // namespace aurawell::config
