#pragma once

#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "domain/log/log_output.hpp"

namespace aurawell::test_support {

/// Captures the lines of the log, as text, while this object exists. No thread may log while it is
/// created or destroyed.
class captured_log final : public logging::log_output {
 public:
  explicit captured_log(logging::level lowest = logging::level::info);
  ~captured_log() override;

  /// All lines so far, each with its end. Any thread.
  std::string text() const;

  bool enabled(logging::level severity, std::string_view) const noexcept override {
    return severity >= lowest_;
  }
  void write(logging::level severity, std::string_view event,
             std::span<const logging::field> content) noexcept override;

 private:
  const logging::level lowest_;
  log_output* const before_;
  mutable std::mutex mutex_;
  std::string written_;
};

}  // namespace aurawell::test_support
