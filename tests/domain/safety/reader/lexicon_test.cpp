#include "domain/safety/reader/lexicon.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace aurawell::safety {
namespace {

constexpr std::string_view table =
    "body.chest\tzh\t胸口\n"
    "sign.pain\tzh\t胸口疼\n"
    "agent.pills\ten\tsleeping pills\n"
    "agent.drug\ten\tsleeping pills\n"
    "broken line\n";

std::vector<std::uint64_t> concepts_at(const lexicon& known, std::string_view words) {
  const token_list list = text_tokens_of(words);
  std::vector<std::uint64_t> names;
  for (const std::uint16_t each : known.longest_at(list.tokens, 1).concepts) {
    names.push_back(known.name(each).whole);
  }
  return names;
}

TEST(lexicon, finds_the_longest_term) {
  const lexicon known{table};
  EXPECT_EQ(concepts_at(known, "胸口疼"), std::vector{hash_text("sign.pain")});
  EXPECT_EQ(concepts_at(known, "胸口闷"), std::vector{hash_text("body.chest")});
  EXPECT_TRUE(concepts_at(known, "口疼").empty());
}

TEST(lexicon, gives_a_term_all_its_concepts) {
  const lexicon known{table};
  const std::vector expected{hash_text("agent.pills"), hash_text("agent.drug")};
  EXPECT_EQ(concepts_at(known, "Sleeping PILLS and more"), expected);
  EXPECT_EQ(known.size(), 4U);
}

TEST(lexicon, takes_the_family_from_before_the_dot) {
  const lexicon known{table};
  EXPECT_EQ(known.name(0).family, hash_text("body"));
}

TEST(lexicon, is_built_in) {
  EXPECT_GT(built_in_lexicon().size(), 300U);
  EXPECT_FALSE(concepts_at(built_in_lexicon(), "seizure").empty());
}

}  // namespace
}  // namespace aurawell::safety
