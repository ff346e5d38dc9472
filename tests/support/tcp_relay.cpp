#include "tests/support/tcp_relay.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace aurawell::test_support {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::seconds time_to_end{5};

}  // namespace

tcp_relay::tcp_relay(tcp::socket client, std::optional<cut_plan> plan, proxy_state& state)
    : state_{state},
      client_{std::move(client)},
      server_{client_.get_executor()},
      timer_{client_.get_executor()},
      harmless_{!plan},
      plan_{plan.value_or(cut_plan{})} {
  if (!harmless_) {
    counted().left = plan_.bytes;
  }
  ++state_.connections;
  ++state_.open;
}

tcp_relay::~tcp_relay() {
  --state_.open;
}

void tcp_relay::start() {
  server_.async_connect({asio::ip::address_v4::loopback(), state_.server},
                        [self = shared_from_this()](const error_code& fault) {
                          if (fault) {
                            self->end(true);
                          } else {
                            self->run();
                          }
                        });
}

void tcp_relay::break_as(const cut_plan& plan) {
  if (stage_ != stage::flowing) {
    return;
  }
  harmless_ = false;
  plan_ = plan;
  up_.left = unlimited;
  down_.left = unlimited;
  counted().left = plan.bytes;
  after(plan.time, [this] { break_now(); });
}

void tcp_relay::end(bool abruptly) {
  error_code ignored;
  for (auto* const socket : {&client_, &server_}) {
    if (abruptly) {
      // Makes the close send an RST.
      socket->set_option(asio::socket_base::linger{true, 0}, ignored);
    }
    socket->close(ignored);
  }
  timer_.cancel();
  up_.delay.cancel();
  down_.delay.cancel();
  stage_ = stage::over;
}

void tcp_relay::run() {
  if (stage_ == stage::over) {
    return;
  }
  error_code ignored;
  client_.set_option(tcp::no_delay{true}, ignored);
  server_.set_option(tcp::no_delay{true}, ignored);
  if (!harmless_) {
    after(plan_.time, [this] { break_now(); });
  }
  read(up_);
  read(down_);
}

template <class Action>
void tcp_relay::after(std::chrono::milliseconds delay, Action action) {
  timer_.expires_after(delay);
  timer_.async_wait([self = shared_from_this(), action](const error_code& cancelled) {
    if (!cancelled) {
      action();
    }
  });
}

void tcp_relay::read(pump& way) {
  if (way.left == 0) {
    break_now();
  }
  if (stage_ > stage::ending || way.ended) {
    return;
  }
  const auto most = std::min<std::uint64_t>(way.left > 0 ? way.left : unlimited, way.buffer.size());
  way.from.async_read_some(
      asio::buffer(way.buffer.data(), most),
      [self = shared_from_this(), &way](const error_code& fault, std::size_t size) {
        self->on_read(way, fault, size);
      });
}

void tcp_relay::on_read(pump& way, const error_code& fault, std::size_t size) {
  if (stage_ > stage::ending || way.ended) {
    return;
  }
  if (fault) {
    on_end(way, fault);
    return;
  }
  // The limit may be lower than when the read began.
  const auto limit = state_.calm ? unlimited : way.left;
  const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(limit, size));
  way.left -= way.left == unlimited ? 0 : std::min<std::uint64_t>(way.left, most);
  if (state_.delay_ms == 0) {
    forward(way, most);
    return;
  }
  way.delay.expires_after(std::chrono::milliseconds{state_.delay_ms});
  way.delay.async_wait([self = shared_from_this(), &way, most](const error_code& cancelled) {
    if (!cancelled) {
      self->forward(way, most);
    }
  });
}

void tcp_relay::forward(pump& way, std::size_t size) {
  if (stage_ > stage::ending || way.ended) {
    return;
  }
  asio::async_write(way.to, asio::buffer(way.buffer.data(), size),
                    [self = shared_from_this(), &way](const error_code& failed, std::size_t) {
                      if (failed) {
                        self->on_end(way, failed);
                      } else {
                        self->read(way);
                      }
                    });
}

void tcp_relay::on_end(pump& way, const error_code& fault) {
  if (stage_ > stage::ending || way.ended) {
    return;
  }
  state_.unharmed += stage_ == stage::flowing ? 1U : 0U;
  way.ended = true;
  if (fault != asio::error::eof || (up_.ended && down_.ended)) {
    end(fault != asio::error::eof);
  } else {
    go_on_without(way, time_to_end, true);
  }
}

void tcp_relay::go_on_without(pump& way, std::chrono::milliseconds time, bool abruptly) {
  stage_ = stage::ending;
  way.ended = true;
  error_code ignored;
  way.to.shutdown(tcp::socket::shutdown_send, ignored);
  after(time, [this, abruptly] { end(abruptly); });
}

void tcp_relay::break_now() {
  if (stage_ != stage::flowing || state_.calm) {
    return;
  }
  ++state_.cuts[static_cast<std::size_t>(plan_.kind)];
  switch (plan_.kind) {
    case cut::reset: end(true); break;
    case cut::close: end(false); break;
    case cut::half_close: go_on_without(counted(), plan_.pause, false); break;
    case cut::stall:
      stage_ = stage::silent;
      after(plan_.pause, [this] { end(true); });
      break;
  }
}

}  // namespace aurawell::test_support
