#include "net/http_chat/chat_handlers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;

class chat_handlers : public rest_test {
 protected:
  using handler = decltype(&answer_chat_message);

  chat_handlers() {
    request.token = "token-of-ann";
    request.address = "10.0.0.1";
    request.lang = language::en;
  }

  rest_answer call(handler handle, const std::string& body) {
    request.body = body;
    return handle(behind(), request, {});
  }

  chat_exchange exchange(handler handle, const std::string& body) {
    auto answer = call(handle, body);
    if (const auto* reply = std::get_if<http_reply>(&answer)) {
      ADD_FAILURE() << reply->body;
      return {};
    }
    return std::get<chat_exchange>(std::move(answer));
  }

  http_reply reply(handler handle, const std::string& body) {
    auto answer = call(handle, body);
    if (std::holds_alternative<chat_exchange>(answer)) {
      ADD_FAILURE() << "taken: " << body;
      return {};
    }
    return std::get<http_reply>(std::move(answer));
  }

  rest_request request;
};

const std::string why_body = R"({"message":"Why?"})";
const std::string completion_start = R"({"messages":[{"role":"user","content":"Why?"}])";

TEST_F(chat_handlers, hand_a_question_on) {
  const auto asked = exchange(answer_chat_message, why_body);
  EXPECT_EQ(asked.format, chat_format::message);
  EXPECT_EQ(asked.client.user.value, "ann");
  EXPECT_EQ(asked.client.address, "10.0.0.1");
  EXPECT_EQ(asked.client.lang, language::en);
  EXPECT_EQ(asked.question.message, "Why?");
  EXPECT_EQ(exchange(answer_chat_message, R"({"message":"Why?","lang":"zh"})").client.lang,
            language::zh);
  EXPECT_EQ(exchange(answer_chat_stream, why_body).format, chat_format::event_stream);
}

TEST_F(chat_handlers, take_the_name_of_a_question_from_header_or_body) {
  const auto* named = R"({"message":"Why?","request_id":"r"})";
  EXPECT_EQ(exchange(answer_chat_message, named).question.request.value, "r");
  request.idempotency_key = "r";
  EXPECT_EQ(exchange(answer_chat_message, why_body).question.request.value, "r");
  EXPECT_EQ(exchange(answer_chat_message, named).question.request.value, "r");
  EXPECT_EQ(exchange(answer_chat_completion, completion_start + "}").question.request.value, "r");
  request.idempotency_key = "s";
  EXPECT_EQ(reply(answer_chat_message, named).status, 400U);
  request.idempotency_key = "not a name";
  EXPECT_THAT(reply(answer_chat_message, why_body).body, HasSubstr("Idempotency-Key"));
}

TEST_F(chat_handlers, end_an_answer_that_is_named) {
  const auto* cancelled = R"({"message":"Why?","request_id":"r","cancel":true})";
  EXPECT_TRUE(exchange(answer_chat_message, cancelled).cancels);
  EXPECT_TRUE(exchange(answer_chat_stream, cancelled).cancels);
  const auto refused = reply(answer_chat_message, R"({"message":"Why?","cancel":true})");
  EXPECT_EQ(refused.status, 400U);
  EXPECT_THAT(refused.body, HasSubstr("cancel needs the request_id"));
  request.idempotency_key = "r";
  EXPECT_TRUE(exchange(answer_chat_message, R"({"message":"Why?","cancel":true})").cancels);
}

TEST_F(chat_handlers, resume_what_the_last_event_stands_in) {
  request.last_event_id = "s_1:e:7";
  const auto asked = exchange(answer_chat_stream, why_body);
  ASSERT_TRUE(asked.client.resume);
  EXPECT_EQ(asked.client.resume->session.value, "s_1");
  EXPECT_EQ(asked.client.resume->epoch, "e");
  EXPECT_EQ(asked.client.resume->seq, 7U);
  EXPECT_FALSE(exchange(answer_chat_message, why_body).client.resume);
  request.last_event_id = "7";
  EXPECT_THAT(reply(answer_chat_stream, why_body).body, HasSubstr("Last-Event-ID"));
}

TEST_F(chat_handlers, ask_the_gatekeeper_who_asks) {
  const std::string named = R"({"message":"Why?","user_id":"ben"})";
  EXPECT_EQ(reply(answer_chat_message, named).status, 401U);
  request.token = "";
  EXPECT_EQ(exchange(answer_chat_message, named).client.user.value, "ben");
  EXPECT_EQ(reply(answer_chat_message, why_body).status, 401U);
  request.query = "lang=en&user_id=eve";
  EXPECT_EQ(exchange(answer_chat_message, why_body).client.user.value, "eve");
  EXPECT_EQ(reply(answer_chat_message, named).status, 400U) << "two users are named";
  gate.open = false;
  request.query = "lang=en";
  EXPECT_EQ(reply(answer_chat_message, named).status, 401U);
}

TEST_F(chat_handlers, take_any_key_of_openai_clients_where_none_is_needed) {
  const auto named = completion_start + R"(,"user":"ben"})";
  // The service ignores names of a caller's own users.
  EXPECT_EQ(exchange(answer_chat_completion, named).client.user.value, "ann");
  request.token = "none";
  EXPECT_EQ(exchange(answer_chat_completion, named).client.user.value, "ben");
  EXPECT_THAT(reply(answer_chat_completion, completion_start + "}").body,
              HasSubstr(R"("type":"authentication_error","code":"AUTH_1004")"));
  request.query = "user_id=eve";
  EXPECT_EQ(exchange(answer_chat_completion, completion_start + "}").client.user.value, "eve");
  gate.open = false;
  EXPECT_EQ(reply(answer_chat_completion, named).status, 401U);
}

TEST_F(chat_handlers, know_two_models) {
  const auto usual = exchange(answer_chat_completion, completion_start + "}");
  EXPECT_EQ(usual.format, chat_format::completion);
  EXPECT_EQ(usual.model, "aurawell-health");
  EXPECT_EQ(usual.question.kind, chat_kind::health);
  const auto general = exchange(answer_chat_completion,
                                completion_start + R"(,"model":"aurawell-general","stream":true})");
  EXPECT_EQ(general.format, chat_format::completion_stream);
  EXPECT_EQ(general.question.kind, chat_kind::general);
  const auto unknown = reply(answer_chat_completion, completion_start + R"(,"model":"gpt-4"})");
  EXPECT_EQ(unknown.status, 404U);
  EXPECT_THAT(unknown.body, HasSubstr(R"("code":"model_not_found")"));
  const auto listed = reply(list_models, "");
  EXPECT_THAT(listed.body, HasSubstr(R"("object":"list","data":[{"id":"aurawell-health")"));
  EXPECT_THAT(listed.body, HasSubstr(R"({"id":"aurawell-general","object":"model")"));
}

TEST_F(chat_handlers, say_what_is_wrong_in_the_shape_of_their_api) {
  const auto ours = reply(answer_chat_message, "{}");
  EXPECT_EQ(ours.status, 400U);
  EXPECT_THAT(ours.body, HasSubstr(R"("success":false,"error":{"code":"VALIDATION_1102")"));
  const auto theirs = reply(answer_chat_completion, "{}");
  EXPECT_EQ(theirs.status, 400U);
  EXPECT_THAT(theirs.body, HasSubstr(R"({"error":{"message":"messages is missing")"));
}

}  // namespace
}  // namespace aurawell::net
