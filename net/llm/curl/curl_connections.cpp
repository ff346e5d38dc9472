// The connections that a curl_engine keeps: lingering ones after an answer, and idle ones.
#include <utility>

#include "net/llm/curl/curl_engine.hpp"
#include "net/llm/curl/curl_exchange.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds linger_time{1'000};

}  // namespace

void curl_engine::begin_linger(curl_exchange& exchange) {
  exchange.linger_until_ = steady_clock::now() + linger_time;
  if (!std::exchange(linger_timer_runs_, true)) {
    start_linger_timer();
  }
}

void curl_engine::start_linger_timer() {
  linger_timer_.expires_after(linger_time);
  linger_timer_.async_wait([weak = weak_from_this()](boost::system::error_code problem) {
    const auto self = weak.lock();
    if (!problem && self && self->multi_ != nullptr) {
      self->sweep_lingering();
    }
  });
}

void curl_engine::sweep_lingering() {
  const auto now = steady_clock::now();
  auto any_left = false;
  for (auto i = running_.size(); i-- > 0;) {
    auto& exchange = *running_[i];
    if (exchange.lingers_ && exchange.linger_until_ <= now) {
      remove(exchange);
    } else {
      any_left = any_left || exchange.lingers_;
    }
  }
  linger_timer_runs_ = any_left;
  if (any_left) {
    start_linger_timer();
  }
}

void curl_engine::bound_connections() {
  // curl counts an exchange that just ends when it decides whether to keep the connection.
  const auto others = running_.empty() ? 0 : running_.size() - 1;
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS,
                    static_cast<long>(others + options_.idle_connections));
}

void curl_engine::start_idle_timer() {
  if (std::exchange(idle_timer_runs_, true)) {
    return;
  }
  idle_timer_.expires_after(options_.idle_timeout / 4);
  idle_timer_.async_wait([weak = weak_from_this()](boost::system::error_code problem) {
    const auto self = weak.lock();
    if (!problem && self && self->multi_ != nullptr) {
      self->sweep_idle();
    }
  });
}

void curl_engine::sweep_idle() {
  idle_timer_runs_ = false;
  if (sockets_.end_idle(steady_clock::now() - options_.idle_timeout)) {
    start_idle_timer();
  }
}

}  // namespace aurawell::net
