#include "tests/loadtest/load_client.hpp"

#include <boost/asio/steady_timer.hpp>
#include <utility>

#include "tests/loadtest/answer_check.hpp"
#include "tests/loadtest/question_text.hpp"
#include "tests/loadtest/websocket_link.hpp"

namespace aurawell::loadtest {
namespace {

using boost::system::error_code;
using clock = std::chrono::steady_clock;

constexpr std::chrono::seconds close_timeout{5};
/// Before another connect after one that failed.
constexpr std::chrono::milliseconds churn_pause{100};
/// Answered in order with the events: nothing of a request can come after it.
constexpr std::string_view fence = R"({"type":"ping","data":{"fence":true}})";

class websocket_client : public load_client,
                         public link_listener,
                         public std::enable_shared_from_this<websocket_client> {
 public:
  websocket_client(client_context& context, std::uint32_t number)
      : context_{context},
        number_{number},
        link_{context.loop, *this},
        timer_{context.loop},
        check_{context.options.verify, context.options.text, context.results} {}

  void start(std::chrono::milliseconds delay) override {
    timer_.expires_after(delay);
    timer_.async_wait([self = shared_from_this()](const error_code&) { self->connect(); });
  }

  void settle() override { check_.settle(); }

  void on_open() override {}
  void on_text(char* text, std::size_t size, clock::time_point received) override;
  void on_end(std::string_view reason) override;

 private:
  enum class stage : unsigned char { connecting, working, fenced, leaving, over };

  void connect();
  void on_frame(const frame& event, clock::time_point received);
  void welcome(clock::time_point received);
  void cancel_if_wanted();
  void after_answer();
  void pause(clock::duration time);
  clock::duration time_to_next() const;
  bool is_last() const;
  void ask();
  void leave();
  void fail(std::string_view reason);
  void finish();
  void limit(std::chrono::milliseconds time, std::string_view reason);

  client_context& context_;
  std::uint32_t number_;
  websocket_link link_;
  boost::asio::steady_timer timer_;
  answer_check check_;
  std::string request_id_;
  clock::time_point started_;
  std::uint32_t asked_ = 0;
  stage stage_ = stage::connecting;
};

void websocket_client::limit(std::chrono::milliseconds time, std::string_view reason) {
  timer_.expires_after(time);
  timer_.async_wait([self = shared_from_this(), reason](const error_code& cancelled) {
    if (!cancelled) {
      self->fail(reason);
    }
  });
}

void websocket_client::connect() {
  started_ = clock::now();
  limit(context_.options.timeout, "connect timed out");
  const auto& options = context_.options;
  auto path = options.path_prefix + options.user_prefix + std::to_string(number_);
  if (!options.query.empty()) {
    path += "?" + options.query;
  }
  link_.open(context_.server, path, shared_from_this());
}

void websocket_client::on_text(char* text, std::size_t size, clock::time_point received) {
  ++context_.results.frames;
  if (const auto* event = context_.reader.read(text, size)) {
    on_frame(*event, received);
  } else {
    ++context_.results.broken.unreadable_frames;
  }
}

void websocket_client::on_end(std::string_view reason) {
  if (stage_ == stage::leaving) {
    finish();
  } else {
    fail(reason);
  }
}

void websocket_client::on_frame(const frame& event, clock::time_point received) {
  const auto is_text = event.type == "chat_stream";
  const auto ended = check_.on_frame(event, received);
  if (is_text) {
    context_.live.text_frames.fetch_add(1, std::memory_order_relaxed);
    cancel_if_wanted();
  } else if (event.type == "connection_established" && stage_ == stage::connecting) {
    welcome(received);
  } else if (ended) {
    ++context_.live.answers;
    after_answer();
  } else if (event.type == "pong" && stage_ == stage::fenced) {
    leave();
  }
}

void websocket_client::welcome(clock::time_point received) {
  stage_ = stage::working;
  timer_.cancel();
  context_.results.connect.add(received - started_);
  ++context_.results.connections;
  ++context_.live.connected;
  if (context_.options.churn) {
    leave();
  } else if (!context_.options.idle) {
    ask();
  }
}

void websocket_client::cancel_if_wanted() {
  const auto wanted = context_.options.cancel_after;
  if (wanted > 0 && check_.running() && check_.text_frames() == wanted) {
    check_.cancel(clock::now());
    link_.send(R"({"type":"cancel","data":{"request_id":")" + request_id_ + "\"}}");
  }
}

void websocket_client::after_answer() {
  const auto& options = context_.options;
  if (!is_last() && asked_ > options.history && options.every.count() > 0) {
    pause(time_to_next());
  } else if (!is_last() && asked_ > options.history && options.think.count() > 0) {
    pause(options.think);
  } else {
    ask();
  }
}

/// The questions stand on a grid of `every`, whatever the answers before took.
clock::duration websocket_client::time_to_next() const {
  const clock::duration every = context_.options.every;
  return every - (clock::now() - started_) % every;
}

void websocket_client::pause(clock::duration time) {
  timer_.expires_after(time);
  timer_.async_wait([self = shared_from_this()](const error_code& cancelled) {
    if (!cancelled && self->stage_ != stage::over) {
      self->ask();
    }
  });
}

bool websocket_client::is_last() const {
  return context_.options.measure_for.count() == 0 && asked_ == context_.options.requests;
}

void websocket_client::ask() {
  limit(context_.options.timeout, "timed out");
  if (is_last()) {
    stage_ = stage::fenced;
    link_.send(fence);
    return;
  }
  request_id_ = "load-" + std::to_string(context_.run) + "-" + std::to_string(number_) + "-" +
                std::to_string(asked_);
  const auto seed = context_.run + (std::uint64_t{number_} << 20U) + asked_;
  ++asked_;
  const auto text = question_text(context_.options, request_id_, seed);
  check_.begin(request_id_, seed, clock::now());
  link_.send(text);
}

void websocket_client::leave() {
  stage_ = stage::leaving;
  limit(close_timeout, "close timed out");
  link_.close();
}

void websocket_client::fail(std::string_view reason) {
  if (stage_ == stage::over) {
    return;
  }
  auto& results = context_.results;
  if (stage_ == stage::connecting) {
    ++results.connections_failed;
    results.add_failure(reason);
  } else {
    ++results.connections_lost;
    ++context_.live.lost;
    if (!check_.running()) {
      results.add_failure(reason);
    }
  }
  check_.give_up(reason);
  if (!context_.options.idle && context_.options.measure_for.count() == 0) {
    results.answers_failed += context_.options.requests - asked_;
  }
  finish();
}

void websocket_client::finish() {
  if (stage_ == stage::over) {
    return;
  }
  const auto failed = std::exchange(stage_, stage::over) != stage::leaving;
  timer_.cancel();
  link_.drop();
  ++context_.live.over;
  if (context_.options.churn) {
    make_load_client(context_, number_ + context_.options.connections)
        ->start(failed ? churn_pause : std::chrono::milliseconds{0});
  }
}

}  // namespace

std::shared_ptr<load_client> make_load_client(client_context& context, std::uint32_t number) {
  return std::make_shared<websocket_client>(context, number);
}

}  // namespace aurawell::loadtest
