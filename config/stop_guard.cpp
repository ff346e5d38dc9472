#include "config/stop_guard.hpp"

#include "domain/log/log.hpp"

namespace aurawell::config {

stop_guard::stop_guard(signal_watch& signals)
    : signals_{signals}, listener_{[this] { listen(); }} {}

stop_guard::~stop_guard() {
  signals_.interrupt();
  listener_.join();
}

// It waits on after the first signal, because only its thread lets the next one through.
void stop_guard::listen() {
  for (auto heard = signals_.wait(true); heard.kind != order_kind::nothing;
       heard = signals_.wait(true)) {
    if (heard.signal != 0 && heard.kind != order_kind::reload) {
      logging::info(
          "service.stop_confirmed",
          {{"signal", heard.signal}, {"hint", "another signal ends the process at once"}});
      signals_.obey_next_signal();
    }
  }
}

}  // namespace aurawell::config
