#include "tests/support/captured_log.hpp"

#include <chrono>

#include "config/log/log_line.hpp"

namespace aurawell::test_support {

captured_log::captured_log(logging::level lowest)
    : lowest_{lowest}, before_{logging::set_output(this)} {}

captured_log::~captured_log() {
  logging::set_output(before_);
}

std::string captured_log::text() const {
  const std::lock_guard lock{mutex_};
  return written_;
}

void captured_log::write(logging::level severity, std::string_view event,
                         std::span<const logging::field> content) noexcept {
  const std::lock_guard lock{mutex_};
  written_ += config::text_line({std::chrono::system_clock::now(), severity, event, content, 0});
  written_ += '\n';
}

}  // namespace aurawell::test_support
