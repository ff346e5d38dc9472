#include "net/llm/refusal/refusal_words.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using texts = std::vector<std::string>;

TEST(refusal_words, come_out_of_json_of_any_shape) {
  EXPECT_EQ(read_refusal_words(R"({"error":{"message":"No X","param":"A.b"}})").sentences,
            texts{"no x"});
  EXPECT_EQ(read_refusal_words(R"({"error":{"message":"No X","param":"A.b"}})").places, texts{"a"});
  EXPECT_EQ(read_refusal_words(R"([{"error":"no"}])").sentences, texts{"no"});
  EXPECT_EQ(read_refusal_words(R"({"error":{"message":"{\"detail\":\"no\"}"}})").sentences,
            texts{"no"});
  EXPECT_EQ(read_refusal_words("data: {\"error\":\"no\"}\n\n").sentences, texts{"no"});
  EXPECT_EQ(read_refusal_words(" plain\n").sentences, texts{"plain\n"});
}

TEST(refusal_words, repeat_nothing_of_the_request) {
  const auto words = read_refusal_words(
      R"({"detail":[{"loc":["body","messages",0],"msg":"bad","input":"my chest hurts"}],)"
      R"("request":{"temperature":1}})");
  EXPECT_EQ(words.sentences, texts{"bad"});
  EXPECT_EQ(words.places, texts{"messages"});
}

TEST(refusal_words, name_a_member_by_the_head_of_its_path) {
  for (const auto* path :
       {"stream_options", "$.stream_options.include_usage", "body.stream_options",
        "/stream_options", "/body/stream_options", "request.stream_options[0]"}) {
    EXPECT_EQ(read_refusal_words(R"({"param":")" + std::string{path} + "\"}").places,
              texts{"stream_options"})
        << path;
  }
  EXPECT_TRUE(
      read_refusal_words(R"({"param":"$","path":[],"loc":["body"],"field":null})").places.empty());
}

TEST(refusal_words, are_few_whatever_comes) {
  std::string many;
  for (int i = 0; i < 10'000; ++i) {
    many += R"({"message":"allowed: temperature. loc ["},)";
  }
  many.back() = ']';
  for (const auto& body : {"[" + many, many}) {
    std::size_t bytes = 0;
    for (const auto& sentence : read_refusal_words(body).sentences) {
      bytes += sentence.size();
    }
    EXPECT_GT(bytes, 0U);
    EXPECT_LE(bytes, 4U * 1024);
  }
}

TEST(refusal_words, find_lists_of_steps_in_a_text) {
  EXPECT_EQ(read_refusal_words("[{'loc': ('body', 'a', 'b'), 'input': 'c'}]").places_in_sentences,
            texts{"a"});
  EXPECT_EQ(
      read_refusal_words(R"(error: {\"loc\": [\"body\",\"a\"]} {"loc":["b"]})").places_in_sentences,
      (texts{"a", "b"}));
  EXPECT_TRUE(read_refusal_words("the location (of it) is local").places_in_sentences.empty());
  const auto* full = "failed to alloc (4096 tokens): the prompt exceeds the context length";
  EXPECT_TRUE(read_refusal_words(full).places_in_sentences.empty());
  EXPECT_EQ(read_refusal_words(full).sentences, texts{full});
}

}  // namespace
}  // namespace aurawell::net
