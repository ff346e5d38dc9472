#include "tests/mock_llm/connection.hpp"

#include <boost/beast/http/status.hpp>
#include <utility>

namespace aurawell::mock {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t read_bytes = 4096;
/// What a client may send ahead while its answer runs.
constexpr std::size_t max_ahead_bytes = 64 * 1024;
constexpr std::uint64_t max_body_bytes = 4 * 1024 * 1024;

bool is_completion_path(std::string_view target) {
  return target.substr(0, target.find('?')).ends_with("/chat/completions");
}

std::string quoted_reason(std::string_view reason) {
  std::string out;
  for (const auto c : reason) {
    const auto plain = static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
    out += plain ? c : '?';
  }
  return '"' + out + '"';
}

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
  if (answer_) {
    --context_.counts.streams_running;
    answer_.reset();
  }
  error_code ignored;
  socket_.close(ignored);
}

void connection::read() {
  socket_.async_read_some(buffer_.prepare(read_bytes),
                          [self = shared_from_this()](const error_code& failure, std::size_t n) {
                            self->on_read(failure, n);
                          });
}

void connection::on_read(const error_code& failure, std::size_t count) {
  if (failure) {
    if (answer_) {
      context_.counts.add_abort(std::chrono::steady_clock::now());
    }
    close();
    return;
  }
  buffer_.commit(count);
  parse();
  if (buffer_.size() > max_ahead_bytes) {
    close();
  }
  if (socket_.is_open()) {
    read();
  }
}

void connection::parse() {
  while (!answer_ && backlog_.empty() && buffer_.size() > 0 && socket_.is_open()) {
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
      close_when_written_ = true;
      refuse(failure == http::error::body_limit ? 413 : 400, failure.message());
      return;
    }
    if (parser_->is_done()) {
      auto message = parser_->release();
      parser_.reset();
      ++context_.counts.requests;
      handle(message);
    }
  }
}

void connection::handle(request& message) {
  close_when_written_ = !message.keep_alive();
  const auto& key = context_.options.api_key;
  if (!is_completion_path(message.target())) {
    return refuse(404, "the mock only knows …/chat/completions");
  }
  if (message.method() != http::verb::post) {
    return refuse(405, "POST is the only method here");
  }
  if (!key.empty() && message[http::field::authorization] != "Bearer " + key) {
    return refuse(401, "wrong or missing API key");
  }
  const auto asked = parse_chat_request(message.body());
  if (!asked) {
    return refuse(400, asked.failure().detail);
  }
  const auto plan = with_overrides(context_.options.answer, asked->model);
  if (!plan) {
    return refuse(400, plan.failure().detail);
  }
  if (must_fail(*plan)) {
    const auto status = plan->fail_status != 0 ? plan->fail_status : context_.options.fail_status;
    return refuse(status, "failed on purpose");
  }
  begin_answer(*plan, *asked);
}

bool connection::must_fail(const answer_plan& plan) {
  const auto ratio = context_.options.fail_ratio;
  const auto before = static_cast<double>(context_.counts.answers_begun.fetch_add(1));
  const auto spread =
      static_cast<std::uint64_t>((before + 1) * ratio) > static_cast<std::uint64_t>(before * ratio);
  return plan.fail_status != 0 || spread;
}

void connection::begin_answer(const answer_plan& plan, const chat_request& asked) {
  const auto& name = context_.options.model_name;
  answer_.emplace(plan, asked, name.empty() ? asked.model : name,
                  context_.counts.answers_begun.load(), std::chrono::steady_clock::now());
  last_step_ = answer_stream::progress::more;
  ++context_.counts.streams_running;
  write(answer_->head());
  go_on();
}

void connection::refuse(unsigned status, std::string_view reason) {
  ++context_.counts.requests_refused;
  const auto body = R"({"error":{"message":)" + quoted_reason(reason) +
                    R"(,"type":"mock_error","code":)" + std::to_string(status) + "}}";
  const auto name = http::obsolete_reason(static_cast<http::status>(status));
  write("HTTP/1.1 " + std::to_string(status) + " " + std::string{name} +
        "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
        (close_when_written_ ? "\r\nConnection: close" : "") + "\r\n\r\n" + body);
  if (close_when_written_ && backlog_.empty()) {
    close();
  }
}

void connection::on_due() {
  scheduled_ = false;
  if (!answer_ || !backlog_.empty()) {
    return;
  }
  auto& batch = context_.scratch;
  batch.clear();
  const auto before = answer_->tokens_sent();
  last_step_ = answer_->next(batch);
  context_.counts.tokens_sent += answer_->tokens_sent() - before;
  std::size_t begin = 0;
  for (const auto end : batch.ends) {
    write(std::string_view{batch.bytes}.substr(begin, end - begin));
    begin = end;
  }
  go_on();
}

void connection::go_on() {
  if (!backlog_.empty() || !socket_.is_open()) {
    return;
  }
  if (!answer_) {
    rest();
    return;
  }
  switch (last_step_) {
    case answer_stream::progress::more:
      if (!std::exchange(scheduled_, true)) {
        context_.clock.at(answer_->due(), shared_from_this());
      }
      break;
    case answer_stream::progress::cut: close_when_written_ = true; [[fallthrough]];
    case answer_stream::progress::finished: end_answer(); break;
    case answer_stream::progress::stalled: break;
  }
}

void connection::end_answer() {
  answer_.reset();
  --context_.counts.streams_running;
  ++context_.counts.streams_finished;
  rest();
}

void connection::rest() {
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
      // The reader hears of it too, and it knows whether an answer was cut short.
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
  go_on();
}

}  // namespace aurawell::mock
