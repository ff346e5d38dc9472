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

bool enabled(level severity) noexcept {
  const auto* output = installed.load(std::memory_order_acquire);
  return output != nullptr && output->enabled(severity);
}

std::uint64_t lost_lines() noexcept {
  const auto* output = installed.load(std::memory_order_acquire);
  return output != nullptr ? output->lost_lines() : 0;
}

void log(level severity, event_name event, fields content) noexcept {
  auto* output = installed.load(std::memory_order_acquire);
  if (output != nullptr && output->enabled(severity)) {
    output->write(severity, event.text(), {content.begin(), content.size()});
  }
}

}  // namespace aurawell::logging
