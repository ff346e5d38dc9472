#include "net/llm/curl/curl_engine.hpp"

#include <sys/socket.h>

#include <cassert>
#include <utility>

#include "net/llm/curl/curl_exchange.hpp"
#include "net/llm/curl/curl_mailbox.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

curl_exchange* exchange_of(CURL* handle) {
  void* exchange = nullptr;
  curl_easy_getinfo(handle, CURLINFO_PRIVATE, &exchange);
  return static_cast<curl_exchange*>(exchange);
}

int readiness_of(std::uint32_t events) noexcept {
  // A hang-up or an error is reported as readiness: curl then reads the rest and finds the cause.
  // With CURL_CSELECT_ERR it would drop both.
  const auto in = (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 ? CURL_CSELECT_IN : 0;
  const auto out = (events & (EPOLLOUT | EPOLLERR)) != 0 ? CURL_CSELECT_OUT : 0;
  return in | out;
}

}  // namespace

std::shared_ptr<curl_engine> curl_engine::make(boost::asio::io_context& loop,
                                               std::shared_ptr<curl_mailbox> mailbox,
                                               std::shared_ptr<telemetry> measures,
                                               const curl_options& options) {
  auto engine =
      std::make_shared<curl_engine>(loop, std::move(mailbox), std::move(measures), options);
  engine->wait_for_sockets();
  return engine;
}

curl_engine::curl_engine(boost::asio::io_context& loop, std::shared_ptr<curl_mailbox> mailbox,
                         std::shared_ptr<telemetry> measures, const curl_options& options)
    : mailbox_{std::move(mailbox)},
      measures_{std::move(measures)},
      sockets_{loop},
      timer_{loop},
      linger_timer_{loop},
      options_{options},
      idle_timer_{loop} {
  make_handles();
}

curl_engine::~curl_engine() {
  close();
}

void curl_engine::make_handles() {
  [[maybe_unused]] static const auto global = curl_global_init(CURL_GLOBAL_DEFAULT);
  assert(global == CURLE_OK);
  multi_ = curl_multi_init();
  share_ = curl_share_init();
  assert(multi_ != nullptr && share_ != nullptr);
  curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &curl_engine::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &curl_engine::on_timeout_wish);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  bound_connections();
  // Has an effect with HTTP/2 only, which must be selected for an upstream.
  curl_multi_setopt(multi_, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
}

void curl_engine::close() {
  if (multi_ == nullptr) {
    return;
  }
  mailbox_->close();
  // From here on curl must not call into objects that are being destroyed.
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, nullptr);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, nullptr);
  while (!running_.empty()) {
    remove(*running_.back());
  }
  curl_multi_cleanup(std::exchange(multi_, nullptr));
  curl_share_cleanup(std::exchange(share_, nullptr));
  timer_.cancel();
  linger_timer_.cancel();
  idle_timer_.cancel();
  sockets_.close();
}

void curl_engine::wait_for_sockets() {
  sockets_.async_wait([self = shared_from_this()](boost::system::error_code problem) {
    if (!problem && self->multi_ != nullptr) {
      self->serve_sockets();
    }
  });
}

void curl_engine::serve_sockets() {
  for (const auto& socket : sockets_.ready()) {
    if (multi_ == nullptr) {
      return;
    }
    act(socket.data.fd, readiness_of(socket.events));
    // A stop must not wait until many other sockets are served.
    serve_stops();
  }
  if (multi_ != nullptr) {
    wait_for_sockets();
  }
}

int curl_engine::on_socket(CURL*, curl_socket_t socket, int events, void* engine, void*) {
  auto& sockets = static_cast<curl_engine*>(engine)->sockets_;
  if (events == CURL_POLL_REMOVE) {
    // The connection is closed next, or idle from now on.
    sockets.forget(socket);
    static_cast<curl_engine*>(engine)->start_idle_timer();
  } else {
    sockets.watch(socket, ((events & CURL_POLL_IN) != 0 ? EPOLLIN : 0U) |
                              ((events & CURL_POLL_OUT) != 0 ? EPOLLOUT : 0U));
  }
  return 0;
}

curl_socket_t curl_engine::on_open(void* engine, curlsocktype, curl_sockaddr* address) {
  const auto socket =
      ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (socket != CURL_SOCKET_BAD) {
    // This curl closes a socket that never connected without a notification, and sends none either
    // when the next attempt gets the same number.
    static_cast<curl_engine*>(engine)->sockets_.note_opened(socket);
  }
  return socket;
}

int curl_engine::on_timeout_wish(CURLM*, long wait_ms, void* engine) {
  static_cast<curl_engine*>(engine)->set_timer(wait_ms);
  return 0;
}

void curl_engine::set_timer(long wait_ms) {
  if (wait_ms < 0) {
    timer_.cancel();
    return;
  }
  timer_.expires_after(milliseconds{wait_ms});
  timer_.async_wait([weak = weak_from_this()](boost::system::error_code problem) {
    const auto self = weak.lock();
    if (!problem && self && self->multi_ != nullptr) {
      self->act(CURL_SOCKET_TIMEOUT, 0);
    }
  });
}

void curl_engine::act(curl_socket_t socket, int readiness) {
  int still_running = 0;
  curl_multi_socket_action(multi_, socket, readiness, &still_running);
  pass_on_reads();
  collect_ended();
}

void curl_engine::note_read(curl_exchange& exchange) {
  if (noted_.empty()) {
    read_at_ = steady_clock::now();
  }
  if (!std::exchange(exchange.is_noted_, true)) {
    noted_.push_back(&exchange);
  }
}

void curl_engine::pass_on_reads() {
  // The sink may destroy the loop, which empties the list.
  while (!noted_.empty()) {
    auto& exchange = *noted_.back();
    noted_.pop_back();
    exchange.is_noted_ = false;
    if (exchange.lingers_ || exchange.is_silent() || mailbox_->is_closed()) {
      continue;
    }
    const auto keep = running_[exchange.slot_];
    exchange.on_read_over(read_at_);
    if (exchange.lingers_ && multi_ != nullptr) {
      begin_linger(exchange);
    }
  }
}

void curl_engine::collect_ended() {
  int left = 0;
  while (multi_ != nullptr) {
    const auto* message = curl_multi_info_read(multi_, &left);
    if (message == nullptr) {
      return;
    }
    if (message->msg == CURLMSG_DONE) {
      end(*exchange_of(message->easy_handle), message->data.result);
    }
  }
}

void curl_exchange::note_read() {
  engine_->note_read(*this);
}

}  // namespace aurawell::net
