#include "net/llm/refusal/refusal_words.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using texts = std::vector<std::string>;

TEST(refusal_words_places, begin_behind_the_request_itself) {
  for (const auto* path : {"a", "$.a.b", "body.a", "/a/b", "/body/a", "a[0].b", "[a]", "[a][b]"}) {
    EXPECT_EQ(first_step(path), "a") << path;
  }
  for (const auto* path : {"", "$", "body", "/", "[]", "..", "request.body"}) {
    EXPECT_EQ(first_step(path), "") << path;
  }
}

TEST(refusal_words_places, stand_in_texts_as_lists) {
  EXPECT_EQ(places_in_text("[{'loc': ('body', 'a', 'b')}] {\"loc\":[\"b\"]}"), (texts{"a", "b"}));
  EXPECT_TRUE(places_in_text("failed to alloc (a), loc: a, loc [").empty());
}

}  // namespace
}  // namespace aurawell::net
