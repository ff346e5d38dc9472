#include "net/llm/answer/repeated_chunk.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "net/llm/answer/completion_decoder.hpp"

namespace aurawell::net {
namespace {

const std::string text_before =
    R"({"id":"c1","model":"m","choices":[{"index":0,"delta":{"content":")";
const std::string behind = R"("},"logprobs":null,"finish_reason":null}]})";

std::string chunk_with(const std::string& text) {
  return text_before + text + behind;
}

TEST(repeated_chunk, recognises_the_same_chunk_with_another_text) {
  repeated_chunk known;
  EXPECT_FALSE(known.text_in(chunk_with("a")));
  known.learn(chunk_with("tired"), "tired");
  EXPECT_EQ(known.text_in(chunk_with("a")), "a");
  EXPECT_EQ(known.text_in(chunk_with("睡眠")), "睡眠");
  EXPECT_EQ(known.text_in(chunk_with("a, b: {c} [d]")), "a, b: {c} [d]");
}

TEST(repeated_chunk, recognises_nothing_that_has_another_byte) {
  repeated_chunk known;
  known.learn(chunk_with("tired"), "tired");
  const auto whole = chunk_with("tired");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool is_text = i >= text_before.size() && i < text_before.size() + 5;
    auto changed = whole;
    changed[i] = changed[i] == '#' ? '+' : '#';
    EXPECT_EQ(known.text_in(changed).has_value(), is_text) << i;
  }
  EXPECT_FALSE(known.text_in(chunk_with("a") + " "));
  EXPECT_FALSE(known.text_in(whole.substr(1)));
  EXPECT_FALSE(known.text_in(text_before + behind.substr(1)));
}

TEST(repeated_chunk, recognises_no_text_that_json_escapes_and_no_empty_one) {
  repeated_chunk known;
  known.learn(chunk_with("tired"), "tired");
  for (const std::string text : {"", "\\n", "a\\", "\"", "a\",\"b\":\"c", "a\nb", "\x1f"}) {
    EXPECT_FALSE(known.text_in(chunk_with(text))) << text;
  }
  EXPECT_FALSE(known.text_in(chunk_with(std::string{'a', '\0'})));
}

TEST(repeated_chunk, learns_no_chunk_in_which_the_place_of_the_text_is_uncertain) {
  const std::vector<std::pair<std::string, std::string>> uncertain{
      {R"({"content":"a","delta":{"content":"a"}})", "a"},
      {R"({"type":"content","delta":{"content":"a"}})", "a"},
      {R"({"x":"\u0061","delta":{"content":"a"}})", "a"},
      {R"({"delta":{"content":"\u0061"}})", "a"},
      {R"({"delta":{"c\u006fntent":"a"}})", "a"},
      {R"({"delta":{"content":["a"]}})", "a"},
      {R"({"delta":{"content":"ab"}})", "a"},
      {R"({"delta":{"text":"a"}})", "a"},
      {R"({"x":")" + std::string(4096, 'x') + R"(","delta":{"content":"a"}})", "a"}};
  for (const auto& [payload, text] : uncertain) {
    repeated_chunk known;
    known.learn(payload, text);
    EXPECT_FALSE(known.text_in(payload)) << payload;
  }
}

TEST(repeated_chunk, forgets_the_former_chunk_when_it_learns) {
  repeated_chunk known;
  known.learn(chunk_with("a"), "a");
  known.learn(R"({"delta":{"text":"a"}})", "a");
  EXPECT_FALSE(known.text_in(chunk_with("a")));
}

TEST(repeated_chunk, keeps_the_known_chunk_when_it_comes_with_escapes) {
  repeated_chunk known;
  known.learn(chunk_with("a"), "a");
  known.learn(chunk_with("\\n"), "\n");
  EXPECT_EQ(known.text_in(chunk_with("b")), "b");
  known.learn(chunk_with("x\",\"y\":\"\\n"), "x");
  EXPECT_FALSE(known.text_in(chunk_with("b"))) << "it had another member";
}

struct outcome {
  std::string model;
  std::string text;
  std::string reasoning;
  std::string reason;
  std::uint64_t chunks = 0;
  bool is_complete = false;
  bool has_problem = false;
  bool operator==(const outcome&) const = default;
};

/// @param spaced With a number of blanks that differs from chunk to chunk, so that each is read as
/// JSON.
outcome read_all(const std::vector<std::string>& chunks, bool spaced) {
  completion_decoder decoder;
  completion_batch batch;
  outcome seen;
  std::size_t blanks = 0;
  for (const auto& payload : chunks) {
    const auto sent =
        spaced ? payload.substr(0, 1) + std::string(++blanks, ' ') + payload.substr(1) : payload;
    seen.has_problem = decoder.read(sent, batch).has_value() || seen.has_problem;
  }
  seen.has_problem = decoder.finish(batch).has_value() || seen.has_problem;
  seen.model = batch.model.value_or("");
  seen.text = batch.text;
  seen.reasoning = batch.reasoning;
  seen.reason = batch.finish_reason.value_or("");
  seen.chunks = batch.chunks;
  seen.is_complete = decoder.is_complete();
  return seen;
}

// Whatever mixture of chunks comes, recognised ones mean the same as those that are read.
TEST(repeated_chunk, means_the_same_as_the_chunk_read_as_json) {
  const std::vector<std::string> texts{"a",   "睡", "\xe7\x9d", "\xa1", "<think>", "</think>",
                                       "\\n", " ",  "\\u0061",  "x\\",  "null",    "content"};
  const std::vector<std::string> others{
      R"({"choices":[{"index":0,"delta":{"content":"b"},"finish_reason":"stop"}]})",
      R"({"choices":[{"index":0,"delta":{},"finish_reason":"length"}]})",
      R"({"choices":[{"index":0,"delta":{"reasoning_content":"hm","content":"c"}}]})",
      R"({"choices":[{"index":0,"message":{"content":"whole"}}]})",
      R"({"choices":[{"index":1,"delta":{"content":"second"}}]})",
      R"({"choices":[{"index":0,"delta":{"content":"u"}}],"usage":{"prompt_tokens":3}})",
      R"({"choices":[{"index":0,"delta":{"content":"d"}},{"index":0,"delta":{"text":"e"}}]})",
      R"({"model":"other","choices":[{"index":0,"delta":{"role":"assistant"}}]})",
      R"({"model":"other","choices":[{"index":0,"delta":{"content":"f\n"}}]})",
      R"({"choices":[]})"};
  std::mt19937 random{7};
  for (int run = 0; run < 3'000; ++run) {
    std::vector<std::string> chunks;
    const auto count = 1 + random() % 12;
    for (std::size_t i = 0; i < count; ++i) {
      chunks.push_back(random() % 5 == 0 ? others[random() % others.size()]
                                         : chunk_with(texts[random() % texts.size()]));
    }
    EXPECT_EQ(read_all(chunks, false), read_all(chunks, true)) << ::testing::PrintToString(chunks);
  }
}

}  // namespace
}  // namespace aurawell::net
