#include "tests/mock_llm/quirk_mix.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

#include "tests/mock_llm/quirk_catalog.hpp"

namespace aurawell::mock {
namespace {

constexpr std::uint64_t draws = 100'000;

std::map<std::string, double> shares(const std::string& text, std::uint64_t seed) {
  const auto mix = quirk_mix::parse(text, seed);
  EXPECT_TRUE(mix) << text;
  std::map<std::string, double> all;
  for (std::uint64_t i = 0; mix && i < draws; ++i) {
    all[mix->draw(i)->name] += 1.0 / draws;
  }
  return all;
}

TEST(quirk_mix, draws_nothing_when_empty) {
  EXPECT_EQ(quirk_mix{}.draw(1), nullptr);
  EXPECT_EQ(quirk_mix::parse("", 7)->draw(1), nullptr);
}

TEST(quirk_mix, draws_a_single_quirk_always) {
  const auto mix = quirk_mix::parse("reset_mid_answer", 7);
  for (std::uint64_t i = 0; i < 100; ++i) {
    EXPECT_EQ(mix->draw(i)->name, "reset_mid_answer");
  }
  EXPECT_FALSE(mix->is_random());
}

TEST(quirk_mix, draws_by_weight) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  const auto all = shares("none=7,status_503=2,gzip", seed);
  EXPECT_NEAR(all.at("none"), 0.7, 0.02);
  EXPECT_NEAR(all.at("status_503"), 0.2, 0.02);
  EXPECT_NEAR(all.at("gzip"), 0.1, 0.02);
}

TEST(quirk_mix, shares_the_weight_of_a_group_among_its_members) {
  const auto all = shares("none=50,faults=50", 1);
  EXPECT_NEAR(all.at("none"), 0.5, 0.02);
  EXPECT_EQ(all.size(), fault_catalog().size());
  EXPECT_EQ(shares("corpus", 1).size(), corpus_catalog().size());
  EXPECT_EQ(shares("all", 1).size(), fault_catalog().size() - 1 + corpus_catalog().size());
}

TEST(quirk_mix, lets_a_later_entry_replace_an_earlier_one) {
  const auto all = shares("faults,endless_tokens=0", 1);
  EXPECT_FALSE(all.contains("endless_tokens"));
  EXPECT_EQ(all.size(), fault_catalog().size() - 2);
}

TEST(quirk_mix, repeats_itself_for_a_seed) {
  const auto one = quirk_mix::parse("all", 5);
  const auto same = quirk_mix::parse("all", 5);
  const auto other = quirk_mix::parse("all", 6);
  auto differing = 0;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    ASSERT_EQ(one->draw(i), same->draw(i));
    differing += one->draw(i) != other->draw(i) ? 1 : 0;
  }
  EXPECT_GT(differing, 900);
}

TEST(quirk_mix, refuses_what_it_does_not_understand) {
  for (const auto* text : {"nun", "none=", "gzip,none=-1", "none=x", "none=nan", "none=1000001",
                           ",", "none,,gzip", "none=0", "faults=0", "=1"}) {
    EXPECT_FALSE(quirk_mix::parse(text, 1)) << text;
  }
}

}  // namespace
}  // namespace aurawell::mock
