#include "config/drained_parts.hpp"

#include <algorithm>

namespace aurawell::config {
namespace {

/// The least wait that a refused question is told.
constexpr std::chrono::milliseconds least_hint{1'000};

}  // namespace

drain_course::view drained_parts::look() {
  return {all_.server.open_sockets(), all_.census.now().connections,
          all_.runtime.unfinished_answers()};
}

void drained_parts::refuse_questions() {
  all_.runtime.refuse_questions(std::max(options_.reconnect, least_hint));
  all_.server.stop_accepting();
}

std::size_t drained_parts::close_done(std::size_t most) {
  return all_.server.close_done(most, close_code::service_restart, [this] {
    return restart_reason(reconnect_delay(options_, draw_(random_)));
  });
}

void drained_parts::end_answers() {
  all_.runtime.end_answers();
}

void drained_parts::show(const drain_status& status) {
  all_.board.with_lock([&](drain_status& shown) { shown = status; });
}

}  // namespace aurawell::config
