#include "domain/log/log.hpp"

#include <atomic>

#include "domain/log/log_output.hpp"

namespace aurawell::logging {
namespace {

std::atomic<log_output*> installed{nullptr};

}  // namespace

log_output* set_output(log_output* output) noexcept {
  return installed.exchange(output, std::memory_order_acq_rel);
}

bool enabled(level severity, event_name event) noexcept {
  const auto* output = installed.load(std::memory_order_acquire);
  return output != nullptr && output->enabled(severity, event.text());
}

line_counts counts() noexcept {
  const auto* output = installed.load(std::memory_order_acquire);
  return output != nullptr ? output->counts() : line_counts{};
}

void log(level severity, event_name event, fields content) noexcept {
  auto* output = installed.load(std::memory_order_acquire);
  if (output != nullptr && output->enabled(severity, event.text())) {
    output->write(severity, event.text(), {content.begin(), content.size()});
  }
}

}  // namespace aurawell::logging
