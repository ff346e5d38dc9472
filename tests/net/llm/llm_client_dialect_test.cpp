// How a client finds the form of request that a server accepts.

#include <gmock/gmock.h>

#include "tests/net/llm/llm_fixture.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;
using testing::Not;

class llm_client_dialects : public llm_fixture {
 protected:
  static scripted_server::script refusal(const std::string& message,
                                         const std::string& status = "400 Bad Request") {
    return {{act::send, response(status, "", R"({"error":{"message":")" + message + "\"}}")}};
  }

  static scripted_server::script error_event(const std::string& message) {
    return {{act::send, chunked_head() +
                            chunk(R"(data: {"error":{"message":")" + message + "\"}}\n\n") +
                            last_chunk()}};
  }

  static completion_request long_request() {
    auto request = sample_request();
    request.messages = {{message_role::system, "instructions"}};
    for (int i = 0; i < 4; ++i) {
      request.messages.push_back({message_role::user, "question " + std::to_string(i)});
      request.messages.push_back({message_role::assistant, "answer " + std::to_string(i)});
    }
    request.messages.push_back({message_role::user, "the last one"});
    return request;
  }

  llm_client& client(const scripted_server& server, llm_options options = {}) {
    options.base_url = server.base_url();
    options.model = "m";
    client_ = std::make_unique<llm_client>(options, loops_, lessons_);
    return *client_;
  }

  std::optional<completion_failure> answered(llm_client& by, completion_request request) {
    return ask(by, std::move(request)).sink->wait_for_end();
  }

  std::shared_ptr<provider_lessons> lessons_ = std::make_shared<provider_lessons>();
};

TEST_F(llm_client_dialects, leave_one_member_out_after_another) {
  scripted_server server{{refusal("Unknown parameter: 'stream_options'."),
                          refusal("Unknown parameter: 'thinking'."),
                          refusal("Unknown parameter: 'user_id'."),
                          refusal("Unsupported parameter: 'max_tokens' is not supported with this "
                                  "model. Use 'max_completion_tokens' instead."),
                          refusal("Unsupported value: 'temperature' does not support 0.7 with this "
                                  "model. Only the default (1) value is supported."),
                          answer("a")}};
  auto& by = client(server);
  EXPECT_FALSE(answered(by, sample_request()));
  ASSERT_EQ(server.requests().size(), 6U);
  EXPECT_THAT(server.requests()[4], HasSubstr("temperature"));
  const auto last = server.requests()[5];
  for (const auto* gone :
       {"stream_options", "thinking", "user_id", "temperature", "\"max_tokens"}) {
    EXPECT_THAT(last, Not(HasSubstr(gone)));
  }
  EXPECT_THAT(last, HasSubstr("\"max_completion_tokens\":2048"));
  EXPECT_FALSE(answered(by, sample_request()));
  EXPECT_EQ(server.requests().size(), 7U) << "the second is asked in the right form at once";
  EXPECT_EQ(lessons_->of("m").refused,
            (std::set<std::string>{"max_tokens", "stream_options", "temperature", "thinking",
                                   "user_id"}));
}

TEST_F(llm_client_dialects, learn_for_each_model_by_itself) {
  scripted_server server{{refusal("Unknown parameter: 'thinking'."), answer("a"), answer("b")}};
  auto& by = client(server);
  EXPECT_FALSE(answered(by, sample_request()));
  auto other = sample_request();
  other.model = "other";
  EXPECT_FALSE(answered(by, other));
  ASSERT_EQ(server.requests().size(), 3U);
  EXPECT_THAT(server.requests()[2], HasSubstr("thinking"));
}

TEST_F(llm_client_dialects, end_when_a_refusal_names_nothing_that_was_sent) {
  scripted_server server{
      {refusal("Unknown parameter: 'thinking'."), refusal("Unknown parameter: 'thinking'.")}};
  const auto failure = answered(client(server), sample_request());
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->cause.code, ec::chat_failed);
  EXPECT_EQ(server.requests().size(), 2U);
  EXPECT_TRUE(lessons_->all().empty()) << "it did not help";
}

TEST_F(llm_client_dialects, never_leave_out_what_a_request_needs) {
  for (const auto* name : {"model", "messages", "stream"}) {
    scripted_server server{refusal("Unknown parameter: '" + std::string{name} + "'.")};
    EXPECT_TRUE(answered(client(server), sample_request()));
    EXPECT_EQ(server.requests().size(), 1U) << name;
  }
}

TEST_F(llm_client_dialects, are_what_the_settings_say_from_the_start) {
  scripted_server server{answer("a")};
  llm_options options;
  options.omit = {"stream_options", "temperature"};
  options.max_tokens_name = limit_name::max_completion_tokens;
  EXPECT_FALSE(answered(client(server, options), sample_request()));
  const auto request = server.requests().front();
  EXPECT_THAT(request, Not(HasSubstr("stream_options")));
  EXPECT_THAT(request, Not(HasSubstr("temperature")));
  EXPECT_THAT(request, HasSubstr("\"max_completion_tokens\":2048"));
  EXPECT_THAT(request, HasSubstr("thinking"));
}

TEST_F(llm_client_dialects, leave_the_other_name_of_the_bound_out_alone) {
  scripted_server server{{answer("a"), answer("b")}};
  llm_options options;
  options.omit = {"max_tokens"};
  options.max_tokens_name = limit_name::max_completion_tokens;
  EXPECT_FALSE(answered(client(server, options), sample_request()));
  EXPECT_THAT(server.requests().back(), HasSubstr("\"max_completion_tokens\":2048"));
  options.max_tokens_name = limit_name::max_tokens;
  EXPECT_FALSE(answered(client(server, options), sample_request()));
  EXPECT_THAT(server.requests().back(), Not(HasSubstr("tokens\":2048")));
}

TEST_F(llm_client_dialects, tell_the_caller_of_a_conversation_that_is_too_long) {
  scripted_server server{refusal("This model's maximum context length is 4096 tokens.")};
  const auto failure = answered(client(server), long_request());
  ASSERT_TRUE(failure);
  EXPECT_TRUE(failure->too_long);
  EXPECT_EQ(failure->history_bytes, 4 * (10U + 8U));
  EXPECT_EQ(failure->cause.code, ec::chat_failed);
  EXPECT_FALSE(failure->retryable);
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(llm_client_dialects, send_as_much_history_as_the_caller_allows_and_remember_it) {
  scripted_server server{{answer("a"), answer("b")}};
  auto& by = client(server);
  auto request = long_request();
  request.history_bytes = 36;
  EXPECT_FALSE(answered(by, request));
  EXPECT_FALSE(answered(by, long_request()));
  for (const auto& sent : server.requests()) {
    EXPECT_THAT(sent, HasSubstr("instructions"));
    EXPECT_THAT(sent, HasSubstr("the last one"));
    EXPECT_THAT(sent, HasSubstr("question 3"));
    EXPECT_THAT(sent, Not(HasSubstr("question 1")));
  }
  EXPECT_EQ(lessons_->of("m").history_bytes, 36U + provider_lessons::least_growth);
}

TEST_F(llm_client_dialects, ask_for_a_shorter_answer_when_there_is_no_history_to_leave_out) {
  scripted_server server{{refusal("'max_tokens' is too large: 2048. This model's maximum context "
                                  "length is 2048 tokens and your request has 100 input tokens."),
                          answer("a")}};
  EXPECT_FALSE(answered(client(server), sample_request()));
  EXPECT_THAT(server.requests().back(), Not(HasSubstr("tokens\":2048")));
  EXPECT_TRUE(lessons_->all().empty()) << "a shorter question may have a bound again";
}

TEST_F(llm_client_dialects, are_also_told_inside_of_an_answer) {
  scripted_server server{{error_event("Unknown parameter: 'thinking'."),
                          error_event("the prompt is too long"), answer("a")}};
  auto& by = client(server);
  auto request = long_request();
  auto failure = answered(by, request);
  ASSERT_TRUE(failure);
  EXPECT_TRUE(failure->other_form);
  EXPECT_EQ(failure->suspected, std::set<std::string>{"thinking"});
  request.suspected = failure->suspected;
  failure = answered(by, request);
  ASSERT_TRUE(failure);
  EXPECT_FALSE(failure->other_form);
  EXPECT_TRUE(failure->too_long);
  EXPECT_EQ(failure->history_bytes, 4 * (10U + 8U));
  request.suspected = failure->suspected;
  EXPECT_FALSE(answered(by, request));
  EXPECT_THAT(server.requests()[0], HasSubstr("thinking"));
  EXPECT_THAT(server.requests()[2], Not(HasSubstr("thinking")));
  EXPECT_EQ(lessons_->of("m").refused, std::set<std::string>{"thinking"});
}

TEST_F(llm_client_dialects, suspect_nothing_any_more_when_another_form_does_not_help) {
  scripted_server server{{error_event("Unknown parameter: 'thinking'."),
                          error_event("Unknown parameter: 'thinking'."), answer("a")}};
  auto& by = client(server);
  auto request = sample_request();
  auto failure = answered(by, request);
  EXPECT_TRUE(failure->other_form);
  request.suspected = failure->suspected;
  failure = answered(by, request);
  EXPECT_FALSE(failure->other_form);
  EXPECT_TRUE(failure->suspected.empty());
  request.suspected = failure->suspected;
  EXPECT_FALSE(answered(by, request));
  EXPECT_THAT(server.requests()[1], Not(HasSubstr("thinking")));
  EXPECT_THAT(server.requests()[2], HasSubstr("thinking"));
  EXPECT_TRUE(lessons_->all().empty());
}

TEST_F(llm_client_dialects, are_not_changed_by_an_error_inside_of_another_answer) {
  scripted_server server{{error_event("Rejected: unknown parameter 'max_tokens'"), answer("a")}};
  auto& by = client(server);
  EXPECT_TRUE(answered(by, sample_request())->other_form);
  EXPECT_FALSE(answered(by, sample_request()));
  EXPECT_THAT(server.requests()[1], HasSubstr("\"max_tokens\""));
  EXPECT_TRUE(lessons_->all().empty());
}

TEST_F(llm_client_dialects, believe_no_refusal_that_repeats_the_question) {
  const std::string question = "I got: unsupported parameter 'temperature' of my thermometer";
  auto request = sample_request();
  request.messages = {{message_role::user, question}};
  scripted_server inside{{error_event("Rejected: " + question), answer("a")}};
  const auto failure = answered(client(inside), request);
  ASSERT_TRUE(failure);
  EXPECT_FALSE(failure->other_form);
  EXPECT_TRUE(failure->suspected.empty());
  scripted_server by_status{{refusal("Rejected: " + question), answer("a")}};
  EXPECT_TRUE(answered(client(by_status), request));
  EXPECT_EQ(by_status.requests().size(), 1U);
  EXPECT_TRUE(lessons_->all().empty());
}

TEST_F(llm_client_dialects, learn_nothing_from_an_error_behind_text) {
  const auto* words = R"(data: {"choices":[{"index":0,"delta":{"content":"a"}}]})";
  const auto* refused = R"(data: {"error":{"message":"Unknown parameter: 'thinking'."}})";
  scripted_server server{
      {{act::send,
        chunked_head() + chunk(std::string{words} + "\n\n" + refused + "\n\n") + last_chunk()}}};
  auto& by = client(server);
  const auto failure = answered(by, sample_request());
  ASSERT_TRUE(failure);
  EXPECT_FALSE(failure->other_form);
  EXPECT_TRUE(lessons_->all().empty());
  EXPECT_TRUE(failure->suspected.empty());
}

}  // namespace
}  // namespace aurawell::net
