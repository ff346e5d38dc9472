#include "domain/safety/reader/reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace aurawell::safety {
namespace {

TEST(reader, finds_emergencies_in_words_that_no_table_has) {
  struct said {
    std::string_view text;
    finding which;
  };
  const said cases[] = {
      {"ive got the gun in my lap", finding::self_harm},
      {"the pills are lined up on the table, i wrote the letters", finding::self_harm},
      {"过了今晚我就解脱了，遗书放桌上了", finding::self_harm},
      {"老公捂着心口喊疼，脸煞白，一身冷汗", finding::chest_pain_with_signs},
      {"半边脸不会动了，说话也含含糊糊", finding::stroke},
      {"36 weeks pregnant and bleeding a lot", finding::obstetric},
      {"my toddler swallowed a button battery", finding::swallowed_danger},
  };
  for (const said& each : cases) {
    const reading meant = read_meaning(each.text);
    EXPECT_EQ(to_string(meant.level), "emergency") << each.text;
    EXPECT_TRUE(has(meant.found, each.which)) << each.text;
  }
}

TEST(reader, does_not_take_look_alikes_for_emergencies) {
  for (const std::string_view text :
       {"笑死我了哈哈哈", "我饿死了，晚上吃什么", "this workout is killing me, love it",
        "how do i prevent a stroke with diet", "5 kms a day, is that enough",
        "考试题：癫痫有哪几种类型", "the knight bleeds to death in chapter nine, good ending?"}) {
    EXPECT_LT(read_meaning(text).level, safety_level::urgent) << text;
  }
}

TEST(reader, names_a_finding_of_the_level_for_each_emergency) {
  const reading meant = read_meaning("i cant breathe and my lips are blue");
  EXPECT_EQ(level_of(meant.found), meant.level);
}

TEST(reader, takes_small_talk_for_routine) {
  for (const std::string_view text :
       {"and now?", "a second answer", "tell me everything", "the password must be a string", "你",
        "继续", "我想戒烟", "我头疼怎么办", "I want to quit smoking", "I'm a woman"}) {
    EXPECT_LT(read_meaning(text).level, safety_level::urgent) << text;
  }
}

TEST(reader, takes_nothing_for_routine) {
  EXPECT_EQ(read_meaning("").level, safety_level::routine);
  EXPECT_TRUE(read_meaning("").found.none());
}

TEST(reader, holds_a_lower_threshold_where_it_is_of_self_harm) {
  reader_model model;
  model.findings = {finding::stroke, finding::self_harm};
  reader_thresholds& english = model.thresholds[static_cast<std::size_t>(language::en)];
  english.holds = {1, 1, 1};
  english.holds_for_self_harm = {1, 1, 0.5F};
  EXPECT_EQ(reading_of({{0, 0, 0.6F}, {1, 0}}, model, language::en).level, safety_level::routine);
  const reading meant = reading_of({{0, 0, 0.6F}, {0, 1}}, model, language::en);
  EXPECT_EQ(meant.level, safety_level::emergency);
  EXPECT_TRUE(has(meant.found, finding::self_harm));
}

TEST(reader, gives_the_same_result_on_every_thread) {
  const std::string text = "孩子误吞了药，叫不醒 my baby took pills";
  const reading expected = read_meaning(text);
  std::vector<std::thread> threads;
  std::vector<reading> results(4);
  for (reading& each : results) {
    threads.emplace_back([&each, &text] { each = read_meaning(text); });
  }
  for (std::size_t i = 0; i < threads.size(); ++i) {
    threads[i].join();
    EXPECT_EQ(results[i].level, expected.level);
    EXPECT_EQ(results[i].found, expected.found);
  }
}

TEST(reader, reads_invalid_and_endless_text) {
  EXPECT_EQ(read_meaning("\xFF\xC0\x80").level, safety_level::routine);
  EXPECT_NO_FATAL_FAILURE(read_meaning(std::string(1'000'000, 'a')));
}

}  // namespace
}  // namespace aurawell::safety
