// Questions to our own API; those in OpenAI's shape are in completion_handlers.cpp.
#include "net/http_chat/chat_handlers.hpp"

#include <utility>

#include "net/http_chat/asker.hpp"
#include "net/http_chat/event_stream_writer.hpp"
#include "net/http_chat/question_body.hpp"
#include "net/rest/failure_reply.hpp"

namespace aurawell::net {
namespace {

result<chat_exchange> read_exchange(chat_format format, const rest_backend& behind,
                                    const rest_request& request) {
  auto body = read_question_body(request.body, behind.limits);
  if (!body) {
    return body.failure();
  }
  auto requester = find_asker(behind, request, body->user);
  if (!requester) {
    return requester.failure();
  }
  auto name = name_of_request(request.idempotency_key, std::move(body->question.request.value));
  if (!name) {
    return name.failure();
  }
  if (body->cancels && name->empty()) {
    return error{ec::missing_field, "cancel needs the request_id of the question"};
  }
  body->question.request = *std::move(name);
  chat_exchange exchange{format, {}, std::move(body->question)};
  exchange.cancels = body->cancels;
  exchange.asker = *std::move(requester);
  exchange.client.user = exchange.asker.user;
  exchange.client.admitted_at = request.now;
  exchange.client.lang = body->lang.value_or(request.lang);
  exchange.client.address = request.address;
  return exchange;
}

rest_answer as_answer(result<chat_exchange> exchange, wall_time now) {
  if (!exchange) {
    return failure_reply(exchange.failure(), now);
  }
  return *std::move(exchange);
}

}  // namespace

rest_answer answer_chat_message(const rest_backend& behind, const rest_request& request,
                                const caller&) {
  return as_answer(read_exchange(chat_format::message, behind, request), request.now);
}

rest_answer answer_chat_stream(const rest_backend& behind, const rest_request& request,
                               const caller&) {
  auto exchange = read_exchange(chat_format::event_stream, behind, request);
  if (exchange && !request.last_event_id.empty()) {
    exchange->client.resume = read_event_id(request.last_event_id);
    if (!exchange->client.resume) {
      exchange = error{ec::bad_format, "Last-Event-ID is no id of an event of ours"};
    }
  }
  return as_answer(std::move(exchange), request.now);
}

}  // namespace aurawell::net
