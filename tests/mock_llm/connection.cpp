#include "tests/mock_llm/connection.hpp"

#include <boost/beast/http/status.hpp>
#include <utility>

namespace aurawell::mock {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

/// Bytes that a client may send while its answer runs.
constexpr std::size_t max_ahead_bytes = 64 * 1024;
constexpr std::uint64_t max_body_bytes = 4 * 1024 * 1024;

}  // namespace

connection::connection(asio::ip::tcp::socket socket, connection_context& context)
    : socket_{std::move(socket)}, context_{context} {
  ++context_.counts.connections;
  ++context_.counts.connections_open;
}

void connection::start() {
  error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
  socket_.non_blocking(true, ignored);
  context_.open.insert(this);
  read();
}

void connection::close() {
  if (context_.open.erase(this) == 0) {
    return;
  }
  --context_.counts.connections_open;
  if (is_answering()) {
    --context_.counts.streams_running;
  }
  response_.reset();
  error_code ignored;
  socket_.close(ignored);
}

void connection::read() {
  socket_.async_read_some(asio::buffer(incoming_),
                          [self = shared_from_this()](const error_code& failure, std::size_t n) {
                            self->on_read(failure, n);
                          });
}

void connection::on_read(const error_code& failure, std::size_t count) {
  if (failure) {
    if (is_answering()) {
      context_.counts.add_abort(std::chrono::steady_clock::now());
    }
    close();
    return;
  }
  buffer_.commit(asio::buffer_copy(buffer_.prepare(count), asio::buffer(incoming_, count)));
  parse();
  if (buffer_.size() > max_ahead_bytes) {
    close();
  }
  if (socket_.is_open()) {
    read();
  }
}

void connection::parse() {
  while (!response_ && backlog_.empty() && buffer_.size() > 0 && socket_.is_open()) {
    if (!parser_) {
      parser_.emplace();
      parser_->eager(true);
      parser_->body_limit(max_body_bytes);
    }
    error_code failure;
    buffer_.consume(parser_->put(buffer_.data(), failure));
    if (failure == http::error::need_more) {
      return;
    }
    if (failure) {
      respond(responder::refuse_bytes(failure == http::error::body_limit ? 413 : 400,
                                      failure.message()));
      return;
    }
    if (parser_->is_done()) {
      auto message = parser_->release();
      parser_.reset();
      ++context_.counts.requests;
      close_when_written_ = !message.keep_alive();
      respond(context_.answers.answer(message));
    }
  }
}

void connection::respond(response reply) {
  response_.emplace(std::move(reply));
  end_.reset();
  ++(response_->refuses() ? context_.counts.requests_refused : context_.counts.streams_running);
  write(response_->head());
  send_next();
}

void connection::on_due() {
  scheduled_ = false;
  if (!response_ || !backlog_.empty()) {
    return;
  }
  auto& batch = context_.scratch;
  batch.clear();
  const auto before = response_->tokens_sent();
  end_ = response_->next(batch);
  context_.counts.tokens_sent += response_->tokens_sent() - before;
  std::size_t begin = 0;
  for (const auto end : batch.ends) {
    write(std::string_view{batch.bytes}.substr(begin, end - begin));
    begin = end;
  }
  send_next();
}

void connection::send_next() {
  if (!backlog_.empty() || !socket_.is_open() || !response_) {
    return;
  }
  if (!end_) {
    if (!std::exchange(scheduled_, true)) {
      context_.clock.at(response_->due(), shared_from_this());
    }
    return;
  }
  switch (*end_) {
    case ending::stall: break;
    case ending::finish: end_response(); break;
    case ending::reset: {
      error_code ignored;
      socket_.set_option(asio::socket_base::linger{true, 0}, ignored);
      [[fallthrough]];
    }
    case ending::close:
    case ending::cut: close_when_written_ = true; end_response();
  }
}

void connection::end_response() {
  if (is_answering()) {
    --context_.counts.streams_running;
    ++context_.counts.streams_finished;
  }
  response_.reset();
  if (close_when_written_) {
    close();
  } else {
    parse();
  }
}

void connection::write(std::string_view bytes) {
  if (backlog_.empty() && !bytes.empty() && socket_.is_open()) {
    error_code failure;
    bytes.remove_prefix(socket_.write_some(asio::buffer(bytes), failure));
    if (failure && failure != asio::error::would_block) {
      // The read fails too, and its handler counts an interrupted answer.
      return;
    }
    if (!bytes.empty()) {
      backlog_ = bytes;
      ++context_.counts.writes_blocked;
      wait_until_writable();
    }
    return;
  }
  backlog_ += bytes;
}

void connection::wait_until_writable() {
  socket_.async_wait(asio::socket_base::wait_write,
                     [self = shared_from_this()](const error_code& failure) {
                       if (!failure) {
                         self->on_writable();
                       }
                     });
}

void connection::on_writable() {
  const auto waiting = std::exchange(backlog_, {});
  write(waiting);
  send_next();
}

}  // namespace aurawell::mock
