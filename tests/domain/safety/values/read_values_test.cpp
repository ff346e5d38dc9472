#include "domain/safety/values/read_values.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {
namespace {

struct conversation {
  std::vector<const char*> messages;
  finding last;  ///< proved only by the last message; `count`: nothing
};

finding_set found_last(const std::vector<const char*>& messages, finding_set& before) {
  value_findings result;
  for (const char* text : messages) {
    before |= result.found;
    result = read_values(phrase_text(text), std::nullopt, result.known);
  }
  return result.found;
}

TEST(read_values, gathers_over_a_conversation) {
  for (const conversation& each : {
           conversation{{"my baby has a fever", "she is 5 weeks old"}, finding::infant_fever},
           {{"my baby is 5 weeks old", "what does she eat", "her temp is 38.4"},
            finding::infant_fever},
           {{"宝宝发烧了", "她才三周大"}, finding::infant_fever},
           {{"宝宝两个月大", "今天38度3"}, finding::infant_fever},
           {{"bp 165/112", "I'm 35 weeks pregnant"}, finding::obstetric},
           {{"我怀孕35周", "血压165/112"}, finding::obstetric},
           {{"I gave birth two weeks ago", "my blood pressure is 168/110"}, finding::obstetric},
           {{"I'm having chemo", "I have a fever of 38.3"}, finding::immune_fever},
           {{"体温38.3", "我在化疗"}, finding::immune_fever},
           {{"I took my mom's sleeping pills", "like 40 of them"}, finding::poisoning},
           {{"I took 12 tablets", "it was oxycodone"}, finding::count},
           {{"I took 12 tablets", "I took oxycodone"}, finding::poisoning},
           {{"我吃了安眠药", "吃了20片"}, finding::poisoning},
           {{"took 3.8 g of paracetamol", "I weigh 45 kg"}, finding::poisoning},
           {{"blood sugar 400", "now I'm vomiting"}, finding::high_sugar},
           {{"血压185/125", "头痛得厉害"}, finding::vital_signs},
           {{"my son is 8 months old", "fever of 38.5"}, finding::count},
           {{"my baby is 5 weeks old", "my husband has a fever of 38.5"}, finding::count},
           {{"my wife is 35 weeks pregnant", "my bp is 142/92"}, finding::count},
           {{"I love the number 40", "like 40 of them"}, finding::count},
       }) {
    finding_set before;
    const finding_set last = found_last(each.messages, before);
    if (each.last == finding::count) {
      EXPECT_EQ(level_of(last | before), safety_level::routine) << each.messages.back();
    } else {
      EXPECT_TRUE(has(last, each.last)) << each.messages.back();
      EXPECT_FALSE(has(before, each.last)) << each.messages.back();
    }
  }
}

TEST(read_values, finds_again_only_what_is_said_again) {
  const auto first = read_values("my 5 week old has a fever", std::nullopt, {});
  EXPECT_TRUE(has(first.found, finding::infant_fever));
  EXPECT_TRUE(read_values("thank you", std::nullopt, first.known).found.none());
}

TEST(read_values, uses_the_stored_age_where_none_is_told) {
  const auto level = [](const char* text, std::optional<int> age) {
    return level_of(read_values(phrase_text(text), age, {}).found);
  };
  EXPECT_EQ(level("孩子发烧了", 0), safety_level::emergency);
  EXPECT_LT(level("孩子发烧了", 3), safety_level::emergency);
  EXPECT_LT(level("孩子发烧了", std::nullopt), safety_level::emergency);
  EXPECT_LT(level("my 8 month old has a fever", 0), safety_level::emergency);
  EXPECT_EQ(level("temp 40.2", 40), safety_level::emergency);
  EXPECT_LT(level("temp 40.2", 7), safety_level::emergency);
  EXPECT_LT(level("heart rate 150", 0), safety_level::emergency);
}

void expect_plausible(const known_state& known, const std::string& text) {
  for (const known_person& each : known.people) {
    if (each.age_days) {
      EXPECT_GE(*each.age_days, 0) << text;
      EXPECT_LE(*each.age_days, 130 * 366) << text;
    }
    if (each.weight_kg) {
      EXPECT_GE(*each.weight_kg, 1) << text;
      EXPECT_LE(*each.weight_kg, 700) << text;
    }
  }
}

TEST(read_values, never_knows_less_whatever_follows) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random{seed};
  const std::string scraps[] = {
      "血氧",        "84",    "bp ",    "170/110",  "孕35周", "my baby ",
      "5 weeks old", "，",    "no ",    "\xFF",     "took ",  "40 pills ",
      "发烧",        "38.5",  "under ", "不到",     "5岁",    "10,000,000 years old ",
      "weighs ",     "9 kg ", "0斤",    "99999 kg "};
  known_state known;
  for (int i = 0; i < 500; ++i) {
    std::string words;
    for (int n = 0; n < 6; ++n) {
      words += scraps[random() % std::size(scraps)];
    }
    const known_state next = read_values(phrase_text(words), std::nullopt, known).known;
    ASSERT_EQ(merged(known, next), next) << words;
    expect_plausible(next, words);
    known = next;
  }
}

TEST(read_values, takes_any_bytes) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random{seed};
  for (int i = 0; i < 300; ++i) {
    std::string noise;
    for (int n = 0; n < 200; ++n) {
      noise += static_cast<char>(random() & 0xFFU);
    }
    expect_plausible(read_values(phrase_text(noise), 30, {}).known, noise);
    expect_plausible(read_values(noise, 30, {}).known, noise);
  }
  for (const char* cut :
       {"", "\xE4", "\xE4\xB8", "血\xE6", "38度\xE5", "bp 170/", "/", "5-", "38度"}) {
    read_values(cut, 30, {});
  }
}

// Linear work takes four times as long for four times the text, quadratic work sixteen times.
TEST(read_values, takes_time_in_proportion_to_the_length) {
  for (const char* scrap : {"84 ",
                            "bp ",
                            "bp 84 ",
                            "血氧",
                            "no ",
                            "没有",
                            "一二",
                            "38度5",
                            "fever ",
                            "took 40 ",
                            "1/2 ",
                            ", ",
                            "a ",
                            "months ",
                            "5 weeks ",
                            "9 weeks ",
                            "22周",
                            "9周",
                            "advil ",
                            "101.2 ",
                            "38度",
                            "my baby ",
                            "not above ",
                            "++++",
                            "hi meter says ",
                            "30 kg ",
                            "weigh 30 kg lost "}) {
    const auto seconds_for = [scrap](std::size_t bytes) {
      std::string text;
      while (text.size() < bytes) {
        text += scrap;
      }
      // Processor time, so other programs on the machine have no effect.
      const std::clock_t start = std::clock();
      read_values(text, 30, {});
      return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    EXPECT_LT(seconds_for(32'000), 8 * (seconds_for(8'000) + 0.002)) << scrap;
  }
}

}  // namespace
}  // namespace aurawell::safety
