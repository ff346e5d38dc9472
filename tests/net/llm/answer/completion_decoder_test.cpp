#include "net/llm/answer/completion_decoder.hpp"

#include <gtest/gtest.h>

#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

TEST(completion_decoder, survives_nesting_without_end) {
  constexpr std::size_t depth = 300'000;
  completion_decoder decoder;
  completion_batch batch;
  EXPECT_FALSE(
      decoder.read("{\"x\":" + std::string(depth, '[') + std::string(depth, ']') + "}", batch));
  EXPECT_TRUE(decoder.read("{\"x\":" + std::string(depth, '['), batch));
}

std::string text_of_chunk(const std::string& content, const std::string& more) {
  completion_decoder decoder;
  completion_batch batch;
  const auto problem = decoder.read(
      R"({"choices":[{"index":0,"delta":{"content":")" + content + "\"}" + more + "}]}", batch);
  EXPECT_FALSE(problem) << more;
  EXPECT_FALSE(decoder.read(R"({"choices":[{"finish_reason":"stop"}]})", batch));
  return batch.text;
}

TEST(completion_decoder, takes_any_number_in_what_it_does_not_read) {
  for (const auto& odd : test_support::odd_numbers()) {
    EXPECT_EQ(text_of_chunk("tired", R"(,"logprobs":[)" + odd.text + ",NaN,-Infinity]"), "tired");
  }
}

TEST(completion_decoder, counts_nothing_by_a_number_that_is_none) {
  for (const auto* number : {"1e999", "2e308", "NaN", "-Infinity", "-1", "4294967296", "\"7\""}) {
    completion_decoder decoder;
    completion_batch batch;
    EXPECT_FALSE(decoder.read(
        R"({"choices":[],"usage":{"prompt_tokens":)" + std::string{number} + "}}", batch));
    EXPECT_FALSE(batch.usage) << number;
  }
}

TEST(completion_decoder, shows_half_of_a_surrogate_pair_as_one_replacement) {
  EXPECT_EQ(text_of_chunk(R"(a\ud800b)", ""), "a\uFFFDb");
  EXPECT_EQ(text_of_chunk(R"(a\udc00b)", ""), "a\uFFFDb");
  EXPECT_EQ(text_of_chunk(R"(\ud83d\ude00\\ud800)", ""), "😀\\ud800");
}

TEST(completion_decoder, tells_a_blank_answer_that_is_finished_from_none) {
  struct row {
    std::string chunk;
    bool is_blank;
    bool retryable;
  };
  const std::string thought = R"("delta":{"reasoning":"hm"})";
  for (const auto& [chunk, is_blank, retryable] :
       {row{thought + R"(,"finish_reason":"stop")", true, true},
        row{thought + R"(,"finish_reason":"length")", true, false},
        row{R"("delta":{"content":" \u200b"},"finish_reason":"stop")", true, true},
        row{R"("finish_reason":"tool_calls")", true, true}, row{thought, false, true},
        row{R"("finish_reason":"error")", false, true},
        row{R"("finish_reason":"network_error")", false, true},
        row{R"("finish_reason":"abort")", false, true}}) {
    completion_decoder decoder;
    completion_batch batch;
    decoder.read(R"({"choices":[{"index":0,)" + chunk + "}]}", batch);
    const auto problem = decoder.finish(batch);
    ASSERT_TRUE(problem) << chunk;
    EXPECT_EQ(problem->failure.is_blank, is_blank) << chunk;
    EXPECT_EQ(problem->failure.retryable, retryable) << chunk;
  }
}

TEST(completion_decoder, tells_the_model_once) {
  completion_decoder decoder;
  completion_batch first;
  EXPECT_FALSE(decoder.read(R"({"model":"m","choices":[]})", first));
  EXPECT_EQ(first.model, "m");
  completion_batch second;
  EXPECT_FALSE(decoder.read(R"({"model":"m","choices":[]})", second));
  EXPECT_FALSE(second.model);
}

TEST(completion_decoder, bounds_names_that_it_passes_on) {
  completion_decoder decoder;
  completion_batch batch;
  EXPECT_FALSE(
      decoder.read(R"({"model":")" + std::string(5000, 'm') + R"(","choices":[]})", batch));
  ASSERT_TRUE(batch.model);
  EXPECT_LE(batch.model->size(), 128U);
}

TEST(completion_decoder, tells_the_log_nothing_of_a_garbled_chunk) {
  completion_decoder decoder;
  completion_batch batch;
  const auto problem = decoder.read(R"({"choices":[{"delta":{"content":"my chest)", batch);
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->words,
            "a chunk of 41 bytes is not JSON: Missing a closing quotation mark in string. at "
            "offset 41");
}

TEST(completion_decoder, shows_no_thoughts_as_an_answer_that_somebody_else_ended) {
  for (const auto* reason : {"content_filter", "tool_calls", "repetition", "stop"}) {
    thought_habit habit{thought_style::always, "m"};
    completion_decoder decoder{thought_block{&habit}};
    completion_batch batch;
    EXPECT_FALSE(decoder.read(R"({"choices":[{"delta":{"content":"hm"}}]})", batch));
    decoder.read(R"({"choices":[{"delta":{},"finish_reason":")" + std::string{reason} + "\"}]}",
                 batch);
    EXPECT_EQ(batch.text, reason == std::string_view{"stop"} ? "hm" : "") << reason;
    EXPECT_EQ(batch.reasoning, "hm");
  }
}

/// Result of a chunk with this text and this reason, both as JSON.
completion_batch read_words(completion_decoder& decoder, const std::string& words,
                            const std::string& reason) {
  completion_batch batch;
  EXPECT_FALSE(decoder.read(
      R"({"choices":[{"delta":{"content":)" + words + R"(},"finish_reason":)" + reason + "}]}",
      batch));
  return batch;
}

TEST(completion_decoder, tells_a_reason_that_came_with_words_that_it_holds_back) {
  struct row {
    std::string delta;
    std::string held;
  };
  for (const auto& [delta, held] :
       {row{R"("content":"whole")", "whole"}, row{R"("role":"assistant","content":"")", ""},
        row{R"("content":"\n")", ""}, row{R"("content":"<think>hm</think>")", ""},
        row{R"("reasoning_content":"hm")", ""}}) {
    thought_habit habit{thought_style::always, "m"};
    completion_decoder decoder{thought_block{&habit}};
    completion_batch batch;
    EXPECT_FALSE(decoder.read(
        R"({"choices":[{"delta":{)" + delta + R"(},"finish_reason":"stop"}]})", batch));
    EXPECT_EQ(batch.finish_reason, "stop") << delta;
    EXPECT_FALSE(batch.words_may_follow) << delta;
    EXPECT_EQ(batch.held_text, held) << delta;
    EXPECT_EQ(batch.text, "") << delta;
    EXPECT_TRUE(habit.begins_inside()) << "nothing is known yet: " << delta;

    const auto problem = decoder.finish(batch, true);
    EXPECT_EQ(batch.text, held) << delta;
    EXPECT_EQ(batch.held_text, "") << delta;
    ASSERT_EQ(problem.has_value(), held.empty()) << delta;
    EXPECT_TRUE(!problem || problem->failure.is_blank) << delta;
  }
}

TEST(completion_decoder, takes_a_reason_back_when_words_follow_that_it_holds_back) {
  thought_habit habit{thought_style::always, "m"};
  completion_decoder decoder{thought_block{&habit}};
  read_words(decoder, R"("one")", R"("stop")");
  const auto second = read_words(decoder, R"(" two")", R"("stop")");
  EXPECT_TRUE(second.words_may_follow) << "every chunk has a reason";
  EXPECT_EQ(second.held_text, "");
  completion_batch rest;
  EXPECT_FALSE(decoder.finish(rest));
  EXPECT_EQ(rest.text, "one two");
}

TEST(completion_decoder, doubts_a_reason_that_may_be_in_every_chunk) {
  completion_decoder every;
  EXPECT_FALSE(read_words(every, R"("a")", R"("stop")").words_may_follow)
      << "an answer in one piece has its reason with it";
  EXPECT_TRUE(read_words(every, R"("b")", R"("stop")").words_may_follow);
  const auto last = read_words(every, R"("")", R"("stop")");
  EXPECT_EQ(last.finish_reason, "stop");
  EXPECT_FALSE(last.words_may_follow) << "no words came with it";

  completion_decoder usual;
  EXPECT_FALSE(read_words(usual, R"("a")", "null").finish_reason);
  const auto end = read_words(usual, R"("b")", R"("stop")");
  EXPECT_EQ(end.finish_reason, "stop");
  EXPECT_FALSE(end.words_may_follow) << "the words before had none";
}

}  // namespace
}  // namespace aurawell::net
