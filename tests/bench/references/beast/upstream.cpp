#include "tests/bench/references/beast/upstream.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <optional>
#include <utility>

#include "tests/bench/references/beast/event_stream.hpp"

namespace aurawell::reference {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

std::string request_body(std::string_view model, std::string_view question) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> out{buffer};
  const auto put = [&out](std::string_view text) {
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  };
  out.StartObject();
  put("model");
  put(model);
  put("stream");
  out.Bool(true);
  put("messages");
  out.StartArray();
  out.StartObject();
  put("role");
  put("user");
  put("content");
  put(question);
  out.EndObject();
  out.EndArray();
  out.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

class http_answer : public upstream_answer, public std::enable_shared_from_this<http_answer> {
 public:
  http_answer(asio::io_context& loop, upstream& from, answer_handlers handlers)
      : from_{from}, handlers_{std::move(handlers)}, socket_{loop} {
    parser_.eager(true);
    parser_.body_limit(boost::none);
    on_chunk_ = [this](std::uint64_t, beast::string_view bytes, error_code&) {
      events_.feed(bytes, handlers_.on_token);
      return bytes.size();
    };
    parser_.on_chunk_body(on_chunk_);
  }

  void start(std::string_view model, std::string_view question) {
    request_ = {http::verb::post, from_.path, 11};
    request_.set(http::field::host, from_.host);
    request_.set(http::field::content_type, "application/json");
    request_.set(http::field::authorization, "Bearer none");
    request_.body() = request_body(model, question);
    request_.prepare_payload();
    if (!from_.idle.empty()) {
      socket_ = std::move(from_.idle.back());
      from_.idle.pop_back();
      send();
      return;
    }
    socket_.async_connect(from_.endpoint, [self = shared_from_this()](const error_code& failure) {
      if (self->goes_on(failure)) {
        error_code ignored;
        self->socket_.set_option(tcp::no_delay{true}, ignored);
        self->send();
      }
    });
  }

  void cancel() override {
    cancelled_ = true;
    error_code ignored;
    socket_.close(ignored);
  }

 private:
  void send() {
    http::async_write(socket_, request_,
                      [self = shared_from_this()](const error_code& failure, std::size_t) {
                        if (self->goes_on(failure)) {
                          self->read_head();
                        }
                      });
  }

  void read_head() {
    http::async_read_header(
        socket_, buffer_, parser_,
        [self = shared_from_this()](const error_code& failure, std::size_t) {
          if (!self->goes_on(failure)) {
            return;
          }
          if (self->parser_.get().result() != http::status::ok) {
            self->end("the model answered " + std::to_string(self->parser_.get().result_int()));
            return;
          }
          self->read_body();
        });
  }

  void read_body() {
    if (parser_.is_done()) {
      if (parser_.get().keep_alive()) {
        from_.idle.push_back(std::move(socket_));
      }
      end(events_.is_done() ? "" : "the answer has no end");
      return;
    }
    http::async_read_some(socket_, buffer_, parser_,
                          [self = shared_from_this()](const error_code& failure, std::size_t) {
                            if (self->goes_on(failure)) {
                              self->read_body();
                            }
                          });
  }

  bool goes_on(const error_code& failure) {
    if (cancelled_) {
      return false;
    }
    if (failure) {
      end(failure.message());
    }
    return !failure;
  }

  void end(const std::string& failure) {
    // The handlers may hold what holds this.
    const auto handlers = std::exchange(handlers_, {});
    handlers.on_end(failure);
  }

  upstream& from_;
  answer_handlers handlers_;
  tcp::socket socket_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  http::response_parser<http::string_body> parser_;
  std::function<std::size_t(std::uint64_t, beast::string_view, error_code&)> on_chunk_;
  event_stream events_;
  bool cancelled_ = false;
};

}  // namespace

std::shared_ptr<upstream_answer> ask(asio::io_context& loop, upstream& from, std::string_view model,
                                     std::string_view question, answer_handlers handlers) {
  auto made = std::make_shared<http_answer>(loop, from, std::move(handlers));
  made->start(model, question);
  return made;
}

}  // namespace aurawell::reference
