#pragma once

#include <span>
#include <string_view>

#include "domain/log/log.hpp"

namespace aurawell::logging {

/// Where the lines of the log go. Any thread calls it, several at the same time.
class log_output {
 public:
  log_output() = default;
  log_output(const log_output&) = delete;
  log_output& operator=(const log_output&) = delete;
  virtual ~log_output() = default;

  virtual bool enabled(level severity, std::string_view event) const noexcept = 0;

  /// Writes one line. Called only for what is enabled. The event and the texts of the fields are
  /// valid until it returns. A line that cannot be written is lost.
  virtual void write(level severity, std::string_view event,
                     std::span<const field> content) noexcept = 0;

  virtual line_counts counts() const noexcept { return {}; }
};

/// From here on every line goes to `output`; null: no line is written, as at the start of the
/// process. Not owned: `output` must outlive every thread that logs, or be replaced after the last
/// of them has ended. Returns the previous output.
log_output* set_output(log_output* output) noexcept;

}  // namespace aurawell::logging
