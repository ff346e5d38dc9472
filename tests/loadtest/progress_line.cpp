#include "tests/loadtest/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace aurawell::loadtest {
namespace {

constexpr double plain_line_seconds = 5;
constexpr std::size_t bar_width = 30;
constexpr auto clear_line = "\r\x1b[K";

}  // namespace

progress_line::progress_line(const load_options& options)
    : options_{options}, terminal_{::isatty(STDERR_FILENO) == 1} {}

double progress_line::share_done(const live_counts& live) const {
  const auto wanted = static_cast<double>(options_.connections);
  if (options_.idle) {
    return static_cast<double>(live.connected) / wanted;
  }
  return static_cast<double>(live.answers) / (wanted * options_.requests);
}

void progress_line::show(const live_counts& live, std::chrono::duration<double> elapsed) {
  const auto share = std::clamp(share_done(live), 0.0, 1.0);
  const auto text =
      fmt::format("{:3.0f} %  {:5.1f} s  {} connected  {} lost  {} answers  {} frames", share * 100,
                  elapsed.count(), live.connected.load(), live.lost.load(), live.answers.load(),
                  live.text_frames.load());
  if (terminal_) {
    const auto filled = static_cast<std::size_t>(share * bar_width);
    fmt::print(stderr, "{}[{:#<{}}{:.<{}}] {}", clear_line, "", filled, "", bar_width - filled,
               text);
  } else if (elapsed.count() >= next_plain_line_) {
    fmt::print(stderr, "{}\n", text);
    next_plain_line_ = elapsed.count() + plain_line_seconds;
  }
  std::fflush(stderr);
}

void progress_line::clear() {
  if (terminal_) {
    fmt::print(stderr, clear_line);
    std::fflush(stderr);
  }
}

}  // namespace aurawell::loadtest
