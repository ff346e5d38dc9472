#include "net/takeover/takeover_host.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;

/// A new process waits this long when the system has no descriptor for its connection.
constexpr milliseconds accept_pause{200};

/// For `poll`; -1: no deadline.
int time_until(std::optional<hand_over::clock::time_point> deadline) {
  if (!deadline) {
    return -1;
  }
  const auto left = *deadline - hand_over::clock::now();
  return static_cast<int>(std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(left)).count());
}

/// Another one may succeed at once.
bool is_passing(int fault) noexcept {
  return fault == EAGAIN || fault == ECONNABORTED || fault == EINTR;
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
    if (accepts_again_ && *accepts_again_ <= hand_over::clock::now()) {
      accepts_again_.reset();
    }
    std::array<pollfd, 3> sources{{{stop_.number(), POLLIN, 0},
                                   {accepts_again_ ? -1 : socket_.number(), POLLIN, 0},
                                   {attempt_ ? attempt_->number() : -1, POLLIN, 0}}};
    if (::poll(sources.data(), sources.size(), time_until(next_deadline())) < 0) {
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

std::optional<hand_over::clock::time_point> takeover_host::next_deadline() const {
  if (attempt_ && accepts_again_) {
    return std::min(attempt_->deadline(), *accepts_again_);
  }
  return attempt_ ? std::optional{attempt_->deadline()} : accepts_again_;
}

void takeover_host::admit() {
  file_descriptor connected{
      ::accept4(socket_.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)};
  if (!connected) {
    wait_after(errno);
    return;
  }
  is_short_of_descriptors_ = false;
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

void takeover_host::wait_after(int fault) {
  if (is_passing(fault)) {
    return;
  }
  // The connection stays in the queue, so `poll` would return at once.
  accepts_again_ = hand_over::clock::now() + accept_pause;
  if (!std::exchange(is_short_of_descriptors_, true)) {
    logging::warn("takeover.not_accepted",
                  {{"detail", std::generic_category().message(fault)},
                   {"hint", "a process that wants to take over waits until it is possible"}});
  }
}

void takeover_host::end_attempt() {
  const bool is_done = attempt_->now() == hand_over::phase::done;
  setup_.board->with_lock(
      [&](takeover_counts& counts) { ++(is_done ? counts.done : counts.failed); });
  if (is_done) {
    socket_.leave();
    setup_.offered.sockets.clear();
    setup_.release(attempt_->taken());
    if (setup_.replaced) {
      setup_.replaced(attempt_->process());
    }
    attempt_->confirm();
    has_handed_over_ = true;
    setup_.stop();
  }
  attempt_.reset();
}

}  // namespace aurawell::net
