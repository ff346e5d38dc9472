#pragma once

#include <chrono>
#include <string>

#include "tests/loadtest/load_client.hpp"
#include "tests/loadtest/load_options.hpp"

namespace aurawell::loadtest {

/// Shows the progress of the run on stderr: a bar on a terminal, else a plain line every few
/// seconds.
class progress_line {
 public:
  explicit progress_line(const load_options& options);

  void show(const live_counts& live, std::chrono::duration<double> elapsed);

  /// Removes the bar, so that later output starts on an empty line.
  void clear();

 private:
  double share_done(const live_counts& live) const;

  const load_options& options_;
  bool terminal_;
  double next_plain_line_ = 0;
};

}  // namespace aurawell::loadtest
