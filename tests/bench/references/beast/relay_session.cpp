#include "tests/bench/references/beast/relay_session.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>
#include <unordered_map>
#include <utility>

#include "tests/bench/references/beast/event_writer.hpp"

namespace aurawell::reference {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t max_message_bytes = 64 * 1024;
constexpr std::size_t write_buffer_bytes = 512;

std::string_view text_of(const rapidjson::Value& object, const char* name) {
  const auto found = object.FindMember(name);
  return found != object.MemberEnd() && found->value.IsString()
             ? std::string_view{found->value.GetString(), found->value.GetStringLength()}
             : std::string_view{};
}

/// One question that is being answered.
struct running_answer {
  std::string request_id;
  std::string conversation_id;
  std::string text;
  std::shared_ptr<upstream_answer> from;
};

class relay_session : public std::enable_shared_from_this<relay_session> {
 public:
  relay_session(tcp::socket socket, relay_context& context)
      : context_{context}, stream_{std::move(socket)} {}

  void start() {
    http::async_read(stream_.next_layer(), buffer_, upgrade_,
                     [self = shared_from_this()](const error_code& failure, std::size_t) {
                       if (!failure) {
                         self->accept();
                       }
                     });
  }

 private:
  void accept() {
    stream_.auto_fragment(false);
    stream_.write_buffer_bytes(write_buffer_bytes);
    stream_.read_message_max(max_message_bytes);
    stream_.async_accept(upgrade_, [self = shared_from_this()](const error_code& failure) {
      if (!failure) {
        const auto target = self->upgrade_.target();
        self->send(welcome_event(
            std::string_view{target.data(), target.size()}.substr(target.rfind('/') + 1)));
        self->upgrade_ = {};
        self->read();
      }
    });
  }

  void read() {
    stream_.async_read(buffer_,
                       [self = shared_from_this()](const error_code& failure, std::size_t) {
                         if (failure) {
                           self->leave();
                           return;
                         }
                         const auto bytes = self->buffer_.data();
                         self->on_message({static_cast<const char*>(bytes.data()), bytes.size()});
                         self->buffer_.consume(bytes.size());
                         self->read();
                       });
  }

  void leave() {
    left_ = true;
    for (const auto& [id, answer] : answers_) {
      answer->from->cancel();
      // The answer's handlers hold it.
      answer->from.reset();
    }
    answers_.clear();
  }

  void on_message(std::string_view text) {
    rapidjson::Document message;
    message.Parse(text.data(), text.size());
    if (message.HasParseError() || !message.IsObject()) {
      return;
    }
    const auto type = text_of(message, "type");
    const auto data = message.FindMember("data");
    if (data == message.MemberEnd() || !data->value.IsObject()) {
      return;
    }
    if (type == "health_chat" || type == "general_chat") {
      answer(message, data->value, type == "health_chat");
    } else if (type == "cancel") {
      cancel(text_of(data->value, "request_id"));
    } else if (type == "ping") {
      rapidjson::StringBuffer out;
      rapidjson::Writer<rapidjson::StringBuffer> writer{out};
      data->value.Accept(writer);
      send(pong_event({out.GetString(), out.GetSize()}));
    }
  }

  void answer(const rapidjson::Value& message, const rapidjson::Value& data, bool health) {
    const auto one = std::make_shared<running_answer>();
    one->request_id = text_of(message, "request_id");
    one->conversation_id = text_of(message, "conversation_id");
    answers_[one->request_id] = one;
    send(status_event(names_of(*one), "sending", "{}"));
    answer_handlers handlers;
    handlers.on_token = [self = shared_from_this(), one](std::string_view token) {
      self->on_token(*one, token);
    };
    handlers.on_end = [self = shared_from_this(), one](std::string_view failure) {
      self->on_end(*one, failure);
    };
    one->from = ask(context_.loop, context_.model_server,
                    health ? context_.health_model : context_.general_model,
                    text_of(data, "message"), std::move(handlers));
  }

  void on_token(running_answer& one, std::string_view token) {
    if (one.text.empty()) {
      send(status_event(names_of(one), "streaming", "{}"));
    }
    one.text += token;
    send(token_event(names_of(one), token));
  }

  void on_end(running_answer& one, std::string_view failure) {
    if (failure.empty()) {
      send(status_event(names_of(one), "done", answer_data(one.conversation_id, one.text)));
    } else {
      send(status_event(names_of(one), "error", R"({"error_code":"AI_1401","retryable":true})"));
    }
    answers_.erase(one.request_id);
  }

  void cancel(std::string_view request_id) {
    const auto found = answers_.find(std::string{request_id});
    if (found == answers_.end()) {
      return;
    }
    const auto one = std::move(found->second);
    answers_.erase(found);
    one->from->cancel();
    send(status_event(names_of(*one), "cancelled", answer_data(one->conversation_id, one->text)));
    one->from.reset();
  }

  event_names names_of(const running_answer& one) {
    return {++seq_, one.request_id, one.conversation_id};
  }

  void send(std::string event) {
    if (left_) {
      return;
    }
    waiting_.push_back(std::move(event));
    if (waiting_.size() == 1) {
      write();
    }
  }

  void write() {
    stream_.async_write(asio::buffer(waiting_.front()),
                        [self = shared_from_this()](const error_code& failure, std::size_t) {
                          self->waiting_.pop_front();
                          if (!failure && !self->waiting_.empty()) {
                            self->write();
                          }
                        });
  }

  relay_context& context_;
  websocket::stream<tcp::socket, false> stream_;
  beast::flat_buffer buffer_;
  http::request<http::empty_body> upgrade_;
  std::unordered_map<std::string, std::shared_ptr<running_answer>> answers_;
  std::deque<std::string> waiting_;
  std::uint64_t seq_ = 0;
  bool left_ = false;
};

}  // namespace

void serve_client(tcp::socket socket, relay_context& context) {
  error_code ignored;
  socket.set_option(tcp::no_delay{true}, ignored);
  std::make_shared<relay_session>(std::move(socket), context)->start();
}

}  // namespace aurawell::reference
