#include "net/supervision/supervision_variables.hpp"

#include <charconv>
#include <cstdint>
#include <cstdlib>

namespace aurawell::net {
namespace {

/// Between a millisecond, below which nothing can be watched, and a year.
constexpr std::int64_t shortest_us = 1'000;
constexpr std::int64_t longest_us = 365LL * 24 * 3'600 * 1'000'000;

std::optional<std::string> take_variable(const char* name) {
  const char* value = std::getenv(name);
  std::optional<std::string> taken;
  if (value != nullptr) {
    taken = value;
    ::unsetenv(name);
  }
  return taken;
}

std::optional<std::int64_t> number_in(const std::string& text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, number);
  return fault == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

}  // namespace

supervision_variables take_supervision_variables() {
  return {take_variable("NOTIFY_SOCKET"), take_variable("WATCHDOG_USEC"),
          take_variable("WATCHDOG_PID")};
}

result<std::optional<std::chrono::microseconds>> watchdog_interval(
    const supervision_variables& from, pid_t self) {
  if (!from.socket || !from.interval) {
    return std::optional<std::chrono::microseconds>{};
  }
  if (from.process && number_in(*from.process) != self) {
    return std::optional<std::chrono::microseconds>{};
  }
  const auto number = number_in(*from.interval);
  if (!number || *number < shortest_us || *number > longest_us) {
    return error{ec::bad_configuration,
                 "WATCHDOG_USEC is no number of microseconds from " + std::to_string(shortest_us) +
                     " to " + std::to_string(longest_us) + "; WatchdogSec= of the unit sets it"};
  }
  return std::optional{std::chrono::microseconds{*number}};
}

}  // namespace aurawell::net
