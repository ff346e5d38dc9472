#include "config/signal_watch.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <system_error>

namespace aurawell::config {
namespace {

sigset_t heard_signals() noexcept {
  sigset_t heard;
  sigemptyset(&heard);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    sigaddset(&heard, signal);
  }
  return heard;
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

}  // namespace

signal_watch::signal_watch() {
  const auto heard = heard_signals();
  signals_ = checked(signalfd(-1, &heard, SFD_CLOEXEC));
  stop_event_ = checked(eventfd(0, EFD_CLOEXEC));
  reload_event_ = checked(eventfd(0, EFD_CLOEXEC));
  interrupt_event_ = checked(eventfd(0, EFD_CLOEXEC));
}

signal_watch::~signal_watch() {
  for (const int descriptor : {signals_, stop_event_, reload_event_, interrupt_event_}) {
    close(descriptor);
  }
}

void signal_watch::wake(int event) noexcept {
  // It fails only when the counter is full: then the other side is told already.
  [[maybe_unused]] const auto written = eventfd_write(event, 1);
}

order signal_watch::wait(bool may_be_interrupted) {
  for (;;) {
    std::array<pollfd, 4> sources{{{signals_, POLLIN, 0},
                                   {stop_event_, POLLIN, 0},
                                   {may_be_interrupted ? interrupt_event_ : -1, POLLIN, 0},
                                   {reload_event_, POLLIN, 0}}};
    if (poll(sources.data(), sources.size(), -1) < 0) {
      continue;
    }
    signalfd_siginfo info{};
    if ((sources[0].revents & POLLIN) != 0 &&
        read(signals_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
      const auto signal = static_cast<int>(info.ssi_signo);
      return {meaning_of(signal), signal};
    }
    std::uint64_t count = 0;
    if ((sources[1].revents & POLLIN) != 0 && eventfd_read(stop_event_, &count) == 0) {
      return {order_kind::stop, 0};
    }
    if ((sources[2].revents & POLLIN) != 0 && eventfd_read(interrupt_event_, &count) == 0) {
      return {};
    }
    if ((sources[3].revents & POLLIN) != 0 && eventfd_read(reload_event_, &count) == 0) {
      return {order_kind::reload, 0};
    }
  }
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
