#include "config/signal_watch.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <initializer_list>
#include <system_error>

namespace aurawell::config {
namespace {

sigset_t set_of(std::initializer_list<int> signals) noexcept {
  sigset_t all;
  sigemptyset(&all);
  for (const int signal : signals) {
    sigaddset(&all, signal);
  }
  return all;
}

sigset_t heard_signals() noexcept {
  return set_of({SIGINT, SIGTERM, SIGHUP});
}

/// The earliest code of the program. Threads inherit what is blocked.
[[gnu::constructor(101)]] void hold_signals_back() {
  const auto heard = heard_signals();
  pthread_sigmask(SIG_BLOCK, &heard, nullptr);
}

order_kind meaning_of(int signal) noexcept {
  switch (signal) {
    case SIGHUP: return order_kind::reload;
    case SIGINT: return order_kind::stop_quickly;
    default: return order_kind::stop;
  }
}

int checked(int descriptor) {
  if (descriptor < 0) {
    throw std::system_error{errno, std::generic_category(), "signals cannot be received"};
  }
  return descriptor;
}

int descriptor_of(const sigset_t& signals) {
  return checked(signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

int make_event() {
  return checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
}

}  // namespace

signal_watch::signal_watch()
    : stop_signals_{descriptor_of(set_of({SIGINT, SIGTERM}))},
      reload_signals_{descriptor_of(set_of({SIGHUP}))},
      stop_event_{make_event()},
      reload_event_{make_event()},
      interrupt_event_{make_event()} {}

signal_watch::~signal_watch() {
  for (const int descriptor :
       {stop_signals_, reload_signals_, stop_event_, reload_event_, interrupt_event_}) {
    close(descriptor);
  }
}

void signal_watch::wake(int event) noexcept {
  // It fails only when the counter is full: then the other side is told already.
  [[maybe_unused]] const auto written = eventfd_write(event, 1);
}

order signal_watch::wait(bool may_be_interrupted) {
  const int interrupt = may_be_interrupted ? interrupt_event_ : -1;
  // A reload that was asked for before a stop comes before it; a second one does not, because
  // SIGHUPs without a pause would hold back the stop for ever.
  const std::array<int, 5> in_turn =
      has_reloaded_
          ? std::array{stop_signals_, stop_event_, interrupt, reload_signals_, reload_event_}
          : std::array{reload_signals_, reload_event_, stop_signals_, stop_event_, interrupt};
  std::array<pollfd, in_turn.size()> sources{};
  std::ranges::transform(in_turn, sources.begin(), [](int one) { return pollfd{one, POLLIN, 0}; });
  for (;;) {
    if (poll(sources.data(), sources.size(), -1) < 0) {
      continue;
    }
    for (const auto& source : sources) {
      const auto heard = (source.revents & POLLIN) == 0 ? std::nullopt : take(source.fd);
      if (heard) {
        has_reloaded_ = heard->kind == order_kind::reload;
        return *heard;
      }
    }
  }
}

std::optional<order> signal_watch::take(int source) const noexcept {
  if (source == stop_signals_ || source == reload_signals_) {
    signalfd_siginfo info{};
    if (read(source, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) {
      return std::nullopt;
    }
    const auto signal = static_cast<int>(info.ssi_signo);
    return order{meaning_of(signal), signal};
  }
  std::uint64_t count = 0;
  if (eventfd_read(source, &count) != 0) {
    return std::nullopt;
  }
  if (source == interrupt_event_) {
    return order{};
  }
  return order{source == stop_event_ ? order_kind::stop : order_kind::reload, 0};
}

void signal_watch::obey_next_signal() noexcept {
  std::signal(SIGHUP, SIG_IGN);
  // A shell that starts a program in the background lets it ignore SIGINT.
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  release_signals();
}

void signal_watch::release_signals() noexcept {
  const auto heard = heard_signals();
  pthread_sigmask(SIG_UNBLOCK, &heard, nullptr);
}

}  // namespace aurawell::config
