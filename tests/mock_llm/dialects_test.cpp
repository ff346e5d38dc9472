#include <gtest/gtest.h>

#include "tests/mock_llm/faults.hpp"
#include "tests/mock_llm/mock_fixture.hpp"

namespace aurawell::mock {
namespace {

/// A body with these members besides model, messages and stream.
std::string body_with(const std::string& quirk, const std::string& members,
                      const std::string& question = "#seed=1") {
  auto body = question_body(question, "quirk:" + quirk);
  body.insert(1, members);
  return body;
}

TEST(dialects, take_what_the_makers_server_takes) {
  quirk_fixture fixture;
  for (const auto& [quirk, members] : std::vector<std::pair<std::string, std::string>>{
           {"strict_members", ""},
           {"strict_members_in_stream", ""},
           {"dialect_deepseek", R"("thinking":{},"user_id":"p","stream_options":{},)"},
           {"dialect_openai_chat", R"("stream_options":{},"max_tokens":9,"temperature":0.7,)"},
           {"dialect_openai_reasoning", R"("max_completion_tokens":9,"temperature":1,)"},
           {"dialect_gemini", R"("stream_options":{},"max_tokens":9,)"},
           {"dialect_mistral", R"("max_tokens":9,"temperature":0.7,)"},
           {"dialect_groq", R"("max_completion_tokens":9,)"},
           {"dialect_ollama", R"("anything":1,)"},
           {"dialect_vllm", R"("anything":1,)"},
           {"dialect_sglang", R"("anything":1,)"}}) {
    const auto answer = ask(fixture.model, body_with(quirk, members));
    EXPECT_EQ(answer.status, 200U) << quirk << answer.body();
    EXPECT_EQ(joined_deltas(answer.body()), answer_text(1, 30)) << quirk;
  }
}

TEST(dialects, refuse_the_rest_in_the_makers_words) {
  quirk_fixture fixture;
  struct row {
    const char* quirk;
    const char* members;
    unsigned status;
    const char* words;
  };
  for (const auto& [quirk, members, status, words] : {
           row{"strict_members", R"("max_tokens":9,"user_id":"p",)", 400, "'max_tokens'"},
           row{"dialect_openai_chat", R"("thinking":{},)", 400, "Unknown parameter: 'thinking'."},
           row{"dialect_openai_reasoning", R"("max_tokens":9,)", 400, "'max_completion_tokens'"},
           row{"dialect_openai_reasoning", R"("temperature":0.7,)", 400, "default (1)"},
           row{"dialect_openai_reasoning", R"("user_id":"p",)", 400, "'user_id'"},
           row{"dialect_gemini", R"("thinking":{},)", 400, R"([{"error":)"},
           row{"dialect_mistral", R"("stream_options":{},)", 422,
               R"("loc":["body","stream_options"])"},
           row{"dialect_groq", R"("user_id":"p",)", 400, "property 'user_id' is unsupported"},
       }) {
    const auto answer = ask(fixture.model, body_with(quirk, members));
    EXPECT_EQ(answer.status, status) << quirk;
    EXPECT_NE(answer.body().find(words), std::string::npos) << answer.body();
  }
}

TEST(dialects, refuse_members_inside_of_an_answer) {
  quirk_fixture fixture;
  const auto answer =
      ask(fixture.model, body_with("strict_members_in_stream", R"("thinking":{},)"));
  EXPECT_EQ(answer.status, 200U);
  EXPECT_NE(answer.body().find(R"("param":"thinking")"), std::string::npos) << answer.body();
}

TEST(dialects, have_small_contexts) {
  quirk_fixture fixture;
  const std::string long_question(9'000, 'x');
  for (const auto* quirk : {"small_context", "dialect_deepseek", "dialect_openai_chat",
                            "dialect_openai_reasoning", "dialect_gemini", "dialect_mistral",
                            "dialect_groq", "dialect_ollama", "dialect_vllm", "dialect_sglang"}) {
    EXPECT_EQ(ask(fixture.model, body_with(quirk, "", long_question)).status, 400U) << quirk;
  }
  const auto inside = ask(fixture.model, body_with("small_context_in_stream", "", long_question));
  EXPECT_EQ(inside.status, 200U);
  EXPECT_NE(inside.body().find("context_length_exceeded"), std::string::npos);
  EXPECT_EQ(ask(fixture.model, body_with("too_long_always", "")).status, 400U);
}

}  // namespace
}  // namespace aurawell::mock
