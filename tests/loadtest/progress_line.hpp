#pragma once

#include <chrono>
#include <string>

#include "tests/loadtest/load_client.hpp"
#include "tests/loadtest/load_options.hpp"

namespace aurawell::loadtest {

/// Shows on stderr how far the run is: a bar that moves on a terminal, a plain
/// line every few seconds elsewhere.
class progress_line {
 public:
  explicit progress_line(const load_options& options);

  void show(const live_counts& live, std::chrono::duration<double> elapsed);

  /// Wipes the bar, so that what follows starts on a clean line.
  void clear();

 private:
  double share_done(const live_counts& live) const;

  const load_options& options_;
  bool terminal_;
  double next_plain_line_ = 0;
};

}  // namespace aurawell::loadtest
