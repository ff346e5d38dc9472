#include "net/takeover/takeover_host.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

/// For `poll`; -1: no deadline.
int time_left(const std::optional<hand_over>& attempt) {
  if (!attempt) {
    return -1;
  }
  const auto left = attempt->deadline() - hand_over::clock::now();
  return static_cast<int>(std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(left)).count());
}

/// Nothing: the process may try.
std::optional<std::string> reason_against(uid_t user, uid_t wanted, bool is_busy, bool has_ended) {
  if (user != wanted) {
    return "only processes of the same system user may take over";
  }
  if (is_busy) {
    return "another process is taking over; try again when it has done so";
  }
  if (has_ended) {
    return "another process has just taken over; try again";
  }
  return std::nullopt;
}

}  // namespace

takeover_host::takeover_host(takeover_socket at, setup from)
    : socket_{std::move(at)}, setup_{std::move(from)}, stop_{::eventfd(0, EFD_CLOEXEC)} {
  thread_ = std::thread{[this] { run(); }};
  pthread_setname_np(thread_.native_handle(), "takeover");
}

takeover_host::~takeover_host() {
  // It fails only when the counter is full: then the thread is told already.
  [[maybe_unused]] const auto written = ::eventfd_write(stop_.number(), 1);
  thread_.join();
  if (attempt_) {
    attempt_->refuse("the old process is stopping; start the new one again when it has ended");
  }
}

void takeover_host::run() {
  for (;;) {
    std::array<pollfd, 3> sources{{{stop_.number(), POLLIN, 0},
                                   {socket_.number(), POLLIN, 0},
                                   {attempt_ ? attempt_->number() : -1, POLLIN, 0}}};
    const auto found = ::poll(sources.data(), sources.size(), time_left(attempt_));
    if (found < 0) {
      continue;
    }
    if (sources[0].revents != 0) {
      return;
    }
    if (sources[2].revents != 0) {
      attempt_->on_packet();
    } else if (attempt_ && attempt_->deadline() <= hand_over::clock::now()) {
      attempt_->on_timeout();
    }
    if (attempt_ && attempt_->has_ended()) {
      end_attempt();
    }
    if (sources[1].revents != 0) {
      admit();
    }
  }
}

void takeover_host::admit() {
  file_descriptor connected{
      ::accept4(socket_.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)};
  if (!connected) {
    return;
  }
  packet_socket other{std::move(connected)};
  const auto end = other.other_end();
  if (!end) {
    return;
  }
  const auto reason = reason_against(end->user, setup_.user.value_or(::geteuid()),
                                     attempt_.has_value(), has_handed_over_);
  if (!reason) {
    attempt_.emplace(std::move(other), end->process, setup_.offered, setup_.options);
    return;
  }
  setup_.board->with_lock([](takeover_counts& counts) { ++counts.refused; });
  logging::warn("takeover.refused",
                {{"process", end->process}, {"user", end->user}, {"detail", *reason}});
  static_cast<void>(other.send(encode(takeover_refused{*reason})));
}

void takeover_host::end_attempt() {
  const bool is_done = attempt_->now() == hand_over::phase::done;
  setup_.board->with_lock(
      [&](takeover_counts& counts) { ++(is_done ? counts.done : counts.failed); });
  if (is_done) {
    socket_.leave();
    setup_.offered.sockets.clear();
    setup_.release(attempt_->taken());
    attempt_->confirm();
    has_handed_over_ = true;
    setup_.stop();
  }
  attempt_.reset();
}

}  // namespace aurawell::net
