#pragma once

#include <thread>

#include "config/signal_watch.hpp"

namespace aurawell::config {

/// Listens to signals during a stop that an operator began over HTTP. The first signal only
/// confirms that stop, because service managers send one to whatever they stop; the next one ends
/// the process at once.
class stop_guard {
 public:
  explicit stop_guard(signal_watch& signals);
  stop_guard(const stop_guard&) = delete;
  stop_guard& operator=(const stop_guard&) = delete;
  ~stop_guard();

 private:
  void listen();

  signal_watch& signals_;
  std::thread listener_;
};

}  // namespace aurawell::config
