#include "net/http_chat/completion_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const auto answer_scope = std::make_shared<const request_scope>(request_scope{{"r"}, {"c"}});

server_event event(event_body body) {
  return {1, {}, answer_scope, std::move(body)};
}

server_event ended(request_status status, std::string text, std::string finish_reason = "stop") {
  answer_summary answer;
  answer.text = std::make_shared<const std::string>(std::move(text));
  answer.finish_reason = std::move(finish_reason);
  answer.usage = token_usage{3, 4, 7, 2, {}, false};
  return event(status_update{status, "", answer});
}

const completion_header header{"aurawell-health", wall_time{std::chrono::seconds{9}}};
const std::string begin =
    R"(data: {"id":"chatcmpl-r","object":"chat.completion.chunk","created":9,)"
    R"("model":"aurawell-health","choices":[{"index":0,"delta":{)";

TEST(completion_writer, writes_the_whole_answer) {
  completion_writer writer{header};
  std::string out;
  writer.take(event(reasoning_delta{"Hm."}), out);
  writer.take(event(answer_delta{"Hi"}), out);
  writer.take(ended(request_status::done, "Hi"), out);
  EXPECT_TRUE(out.empty());
  EXPECT_EQ(
      writer.reply().body,
      R"({"id":"chatcmpl-r","object":"chat.completion","created":9,"model":"aurawell-health",)"
      R"("choices":[{"index":0,"message":{"role":"assistant","content":"Hi",)"
      R"("reasoning_content":"Hm.","refusal":null},"logprobs":null,"finish_reason":"stop"}],)"
      R"("usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,)"
      R"("prompt_tokens_details":{"cached_tokens":2}},"metadata":{"conversation_id":"c"}})");
}

TEST(completion_writer, tells_what_the_screen_found_as_texts) {
  answer_summary answer;
  answer.safety = {safety_level::urgent, safety::region::china};
  completion_writer writer{header};
  std::string out;
  writer.take(event(status_update{request_status::done, "", answer}), out);
  EXPECT_THAT(writer.reply().body,
              HasSubstr(R"("metadata":{"conversation_id":"c","safety":"urgent","safety_help":"[)"
                        R"({\"kind\":\"ambulance\",\"region\":\"CN\",\"number\":\"120\"},)"));
}

TEST(completion_stream_writer, tells_what_the_screen_found_with_the_first_chunk) {
  completion_stream_writer writer{header, false};
  std::string out;
  writer.take(
      event(status_update{request_status::streaming, "", answer_safety{safety_level::see_doctor}}),
      out);
  EXPECT_THAT(out, HasSubstr(R"("finish_reason":null}],"metadata":{"safety":"see_doctor"}})"));
  out.clear();
  writer.take(event(answer_delta{"Hi"}), out);
  EXPECT_THAT(out, Not(HasSubstr("metadata")));
}

TEST(completion_writer, says_how_an_answer_ended_in_words_that_clients_know) {
  for (const auto& [last, told] :
       {std::pair{ended(request_status::incomplete, "a"), "length"},
        std::pair{ended(request_status::done, "a", "content_filter"), "content_filter"},
        std::pair{ended(request_status::done, "a", "eos"), "stop"},
        std::pair{ended(request_status::cancelled, "a"), "stop"}}) {
    completion_writer writer{header};
    std::string out;
    writer.take(last, out);
    EXPECT_THAT(writer.reply().body, HasSubstr(R"("finish_reason":")" + std::string{told} + '"'));
  }
}

TEST(completion_stream_writer, tells_role_text_and_end) {
  completion_stream_writer writer{header, false};
  std::string out;
  EXPECT_FALSE(writer.begins_with(event(status_update{request_status::sending, "", {}})));
  EXPECT_TRUE(writer.begins_with(event(status_update{request_status::streaming, "", {}})));
  writer.take(event(status_update{request_status::sending, "", {}}), out);
  EXPECT_TRUE(out.empty());
  writer.take(event(status_update{request_status::streaming, "", {}}), out);
  writer.take(event(answer_delta{"Hi"}), out);
  writer.take(ended(request_status::done, "Hi"), out);
  const std::string running = R"(},"logprobs":null,"finish_reason":null}]})";
  EXPECT_EQ(out, begin + R"("role":"assistant")" + running + "\n\n" + begin + R"("content":"Hi")" +
                     running + "\n\n" + begin + R"(},"logprobs":null,"finish_reason":"stop"}]})" +
                     "\n\ndata: [DONE]\n\n");
}

TEST(completion_stream_writer, tells_usage_to_who_asks) {
  completion_stream_writer writer{header, true};
  std::string out;
  writer.take(ended(request_status::done, ""), out);
  EXPECT_THAT(out, HasSubstr(R"("choices":[],"usage":{"prompt_tokens":3)"));
  EXPECT_THAT(out, HasSubstr(R"("finish_reason":null}],"usage":null})"));
}

TEST(completion_stream_writer, takes_from_a_snapshot_what_is_new) {
  completion_stream_writer writer{header, false};
  std::string out;
  writer.take(event(answer_delta{"Hel"}), out);
  out.clear();
  writer.take(event(answer_delta{"Hello", true}), out);
  EXPECT_THAT(out, HasSubstr(R"({"content":"lo"})"));
  out.clear();
  writer.take(event(answer_delta{"Hello", true}), out);
  EXPECT_TRUE(out.empty());
}

TEST(completion_stream_writer, tells_thoughts_apart) {
  completion_stream_writer writer{header, false};
  std::string out;
  writer.take(event(reasoning_delta{"Hm."}), out);
  EXPECT_THAT(out, HasSubstr(R"({"reasoning_content":"Hm."})"));
}

TEST(completion_stream_writer, ends_a_failed_answer_with_an_error) {
  completion_stream_writer writer{header, false};
  std::string out;
  writer.take(event(answer_delta{"Hi"}), out);
  writer.take(
      event(status_update{request_status::error, "Too bad.", request_failure{ec::chat_failed, {}}}),
      out);
  EXPECT_THAT(out, HasSubstr(R"(data: {"error":{"message":"Too bad.")"));
  EXPECT_THAT(out, Not(HasSubstr("[DONE]")));
}

TEST(completion_stream_writer, tells_what_the_screen_found_with_an_error) {
  completion_stream_writer writer{header, false};
  std::string out;
  const request_failure why{ec::chat_failed, {}, answer_safety{safety_level::see_doctor}};
  writer.take(event(status_update{request_status::error, "", why}), out);
  EXPECT_THAT(out, HasSubstr(R"("param":null},"safety":"see_doctor"})"));
}

}  // namespace
}  // namespace aurawell::net
