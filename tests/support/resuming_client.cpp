#include "tests/support/resuming_client.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>
#include <utility>

namespace aurawell::test_support {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;

/// One connection and its pending operations.
struct link {
  explicit link(asio::io_context& loop) : stream{loop} {}

  websocket::stream<tcp::socket, false> stream;
  websocket::response_type response;
  beast::flat_buffer incoming;
  std::deque<std::string> outgoing;
};

class websocket_client : public resuming_client,
                         public std::enable_shared_from_this<websocket_client> {
 public:
  websocket_client(asio::io_context& loop, resuming_client_options options,
                   question_source next_question)
      : loop_{loop},
        options_{std::move(options)},
        next_question_{std::move(next_question)},
        retry_{loop},
        silence_{loop} {}

  void start() override {
    expect_something();
    connect();
  }

  bool over() const noexcept override { return over_; }
  const heard_session& heard() const noexcept override { return heard_; }
  const connection_ends& ends() const noexcept override { return ends_; }

 private:
  /// A handler for an operation on the present link; results of a former link are dropped.
  template <class Action>
  auto on_link(Action action) {
    return [self = shared_from_this(), used = link_, action](const error_code& fault, auto&&...) {
      if (used == self->link_) {
        action(fault);
      }
    };
  }

  void connect();
  void handshake();
  void read();
  void on_read();
  void ask();
  void send(std::string frame);
  void write();
  void reconnect(const error_code& why);
  void expect_something();
  void finish();

  asio::io_context& loop_;
  const resuming_client_options options_;
  question_source next_question_;
  asio::steady_timer retry_;
  asio::steady_timer silence_;
  std::shared_ptr<link> link_;
  heard_session heard_;
  connection_ends ends_;
  bool out_of_questions_ = false;
  std::atomic<bool> over_{false};
};

void websocket_client::connect() {
  link_ = std::make_shared<link>(loop_);
  heard_.on_connect();
  ++ends_.connections;
  link_->stream.next_layer().async_connect({asio::ip::address_v4::loopback(), options_.port},
                                           on_link([this](const error_code& fault) {
                                             if (fault) {
                                               reconnect(fault);
                                             } else {
                                               handshake();
                                             }
                                           }));
}

void websocket_client::handshake() {
  error_code ignored;
  link_->stream.next_layer().set_option(tcp::no_delay{true}, ignored);
  link_->stream.auto_fragment(false);
  link_->stream.async_handshake(link_->response, "127.0.0.1:" + std::to_string(options_.port),
                                options_.target + heard_.resume_query(),
                                on_link([this](const error_code& fault) {
                                  if (fault) {
                                    reconnect(fault);
                                  } else {
                                    read();
                                  }
                                }));
}

void websocket_client::read() {
  link_->stream.async_read(link_->incoming, on_link([this](const error_code& fault) {
                             if (fault) {
                               reconnect(fault);
                             } else {
                               on_read();
                             }
                           }));
}

void websocket_client::on_read() {
  const bool greeted = heard_.greeted();
  const auto bytes = link_->incoming.cdata();
  heard_.on_frame({static_cast<const char*>(bytes.data()), bytes.size()});
  link_->incoming.clear();
  expect_something();
  if (!greeted && heard_.greeted()) {
    for (auto& frame : heard_.take_unheard()) {
      send(std::move(frame));
    }
  }
  ask();
  if (!over_) {
    read();
  }
}

void websocket_client::ask() {
  while (heard_.greeted() && !out_of_questions_ && heard_.running() < options_.side_by_side) {
    if (const auto next = next_question_()) {
      heard_.ask(*next);
      send(next->frame);
    } else {
      out_of_questions_ = true;
    }
  }
  if (out_of_questions_ && heard_.running() == 0) {
    finish();
  }
}

void websocket_client::send(std::string frame) {
  link_->outgoing.push_back(std::move(frame));
  if (link_->outgoing.size() == 1) {
    write();
  }
}

void websocket_client::write() {
  link_->stream.async_write(asio::buffer(link_->outgoing.front()),
                            on_link([this](const error_code& fault) {
                              if (fault) {
                                return;  // The read fails too.
                              }
                              link_->outgoing.pop_front();
                              if (!link_->outgoing.empty()) {
                                write();
                              }
                            }));
}

void websocket_client::reconnect(const error_code& why) {
  if (over_) {
    return;
  }
  if (why == websocket::error::closed) {
    ++ends_.closed[link_->stream.reason().code];
  } else if (why == websocket::error::upgrade_declined) {
    ++ends_.refused[link_->response.result_int()];
  }
  error_code ignored;
  link_->stream.next_layer().close(ignored);
  link_.reset();
  retry_.expires_after(options_.retry_delay);
  retry_.async_wait([self = shared_from_this()](const error_code& cancelled) {
    if (!cancelled && !self->over_) {
      self->connect();
    }
  });
}

void websocket_client::expect_something() {
  silence_.expires_after(options_.patience);
  silence_.async_wait([self = shared_from_this()](const error_code& cancelled) {
    if (!cancelled && !self->over_) {
      self->heard_.add_fault("nothing was heard for too long");
      self->finish();
    }
  });
}

void websocket_client::finish() {
  over_ = true;
  retry_.cancel();
  silence_.cancel();
  if (link_) {
    error_code ignored;
    link_->stream.next_layer().close(ignored);
  }
}

}  // namespace

std::shared_ptr<resuming_client> make_resuming_client(boost::asio::io_context& loop,
                                                      resuming_client_options options,
                                                      question_source next_question) {
  return std::make_shared<websocket_client>(loop, std::move(options), std::move(next_question));
}

}  // namespace aurawell::test_support
