#include "net/http_chat/answer_writer.hpp"

#include <utility>

#include "net/http_chat/completion_writer.hpp"
#include "net/http_chat/event_stream_writer.hpp"
#include "net/http_chat/message_writer.hpp"

namespace aurawell::net {

std::unique_ptr<answer_writer> make_answer_writer(const chat_exchange& exchange, wall_time now) {
  completion_header header{exchange.model, now};
  switch (exchange.format) {
    case chat_format::message: return std::make_unique<message_writer>();
    case chat_format::event_stream: return std::make_unique<event_stream_writer>();
    case chat_format::completion: return std::make_unique<completion_writer>(std::move(header));
    case chat_format::completion_stream: break;
  }
  return std::make_unique<completion_stream_writer>(std::move(header), exchange.wants_usage);
}

}  // namespace aurawell::net
