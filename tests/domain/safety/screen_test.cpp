#include "domain/safety/screen.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "domain/safety/reader/built_in.hpp"
#include "domain/safety/reader/reader_model.hpp"
#include "domain/safety/rules/rule_table.hpp"

namespace aurawell::safety {
namespace {

struct said {
  const char* text;
  finding which;
};

TEST(screen, tells_what_it_found) {
  const said cases[] = {
      {"我胸口疼，左臂发麻，一直出汗", finding::chest_pain_with_signs},
      {"胸闷得厉害，喘不上气", finding::chest_pain_with_signs},
      {"胸悶，冒冷汗", finding::chest_pain_with_signs},
      {"Chest pain spreading to my left arm", finding::chest_pain_with_signs},
      {"tightness in my chest and I'm sweating", finding::chest_pain_with_signs},
      {"I think I'm having a heart attack", finding::chest_pain_with_signs},
      {"嘴歪了，说话不清楚", finding::stroke},
      {"突然半边身子没力气", finding::stroke},
      {"her face is drooping and her speech is slurred", finding::stroke},
      {"suddenly can't speak", finding::stroke},
      {"吃了花生嘴唇肿起来呼吸困难", finding::anaphylaxis},
      {"stung by a bee, my throat is swelling", finding::anaphylaxis},
      {"anaphylaxis", finding::anaphylaxis},
      {"伤口血流不止", finding::heavy_bleeding},
      {"the cut won't stop bleeding", finding::heavy_bleeding},
      {"我爸昏迷了", finding::unconscious},
      {"老人叫不醒", finding::unconscious},
      {"he is unconscious and not breathing", finding::unconscious},
      {"孩子在抽搐", finding::seizure},
      {"she is having a seizure", finding::seizure},
      {"吞了一瓶安眠药", finding::poisoning},
      {"孩子误服了洗衣液", finding::poisoning},
      {"I took too many pills", finding::poisoning},
      {"overdosed on sleeping pills", finding::poisoning},
      {"我不想活了", finding::self_harm},
      {"活着没意思，想自杀", finding::self_harm},
      {"I want to kill myself", finding::self_harm},
      {"i don’t want to live anymore", finding::self_harm},
      {"2个月的宝宝发烧了", finding::infant_fever},
      {"刚出生的孩子发热", finding::infant_fever},
      {"my 6-week-old baby has a fever", finding::infant_fever},
      {"newborn with a temperature of 38.5", finding::infant_fever},
      {"被鱼刺噎住，无法呼吸", finding::breathing},
      {"I can't breathe", finding::breathing},
      {"胸口有点闷", finding::chest_discomfort},
      {"blood in my stool", finding::blood_in_stool},
  };
  for (const said& each : cases) {
    EXPECT_TRUE(has(screen(each.text).now, each.which)) << each.text;
  }
}

TEST(screen, can_find_every_finding) {
  finding_set found;
  for (const rule& each : all_rules()) {
    found.set(static_cast<std::size_t>(each.which));
  }
  const auto model = read_reader_model(built_in_reader_model());
  ASSERT_TRUE(model);
  for (const finding each : model->findings) {
    found.set(static_cast<std::size_t>(each));
  }
  for (const finding each :
       {finding::other_emergency, finding::other_urgent, finding::other_for_doctor}) {
    found.set(static_cast<std::size_t>(each));  // if no other finding is likely
  }
  EXPECT_TRUE(found.all());
}

TEST(screen, drops_what_a_rule_finds_in_a_look_alike) {
  EXPECT_EQ(screen("5 kms a day, is that enough?").level, safety_level::routine);
  EXPECT_EQ(screen("学生提问：癫痫发作的英文怎么说").level, safety_level::routine);
}

TEST(screen, keeps_what_a_doctor_should_see_though_it_is_not_urgent) {
  EXPECT_EQ(screen("I have an eating disorder and want to lose weight, 165 cm, 60 kg").level,
            safety_level::see_doctor);
}

TEST(screen, believes_a_rule_where_one_sentence_does_not_look_harmless) {
  EXPECT_EQ(screen("Hello. We saw a nice film. He is having a seizure. What is for dinner?").level,
            safety_level::emergency);
}

TEST(screen, counts_the_age_that_is_known) {
  EXPECT_EQ(screen("孩子发烧了", 0).level, safety_level::emergency);
  EXPECT_LT(screen("孩子发烧了", 3).level, safety_level::emergency);
  EXPECT_LT(screen("孩子发烧了").level, safety_level::emergency);
}

TEST(screen, takes_a_sign_for_said_when_it_is_repeated_without_end) {
  const auto times = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      text += "我没有想自杀。";
    }
    return screen(text).level;
  };
  EXPECT_EQ(times(16), safety_level::routine);
  EXPECT_EQ(times(17), safety_level::emergency);
}

TEST(screen, never_falls_within_a_conversation) {
  screening so_far;
  for (const auto& [words, level] : {std::pair{"怎么减肥", safety_level::routine},
                                     {"大便带血", safety_level::see_doctor},
                                     {"早餐吃什么", safety_level::see_doctor},
                                     {"右下腹疼", safety_level::urgent},
                                     {"我不想活了", safety_level::emergency},
                                     {"没事了，开玩笑的", safety_level::emergency},
                                     {"it is nothing, forget it", safety_level::emergency}}) {
    so_far = screen(words, std::nullopt, so_far);
    EXPECT_EQ(to_string(so_far.level), to_string(level)) << words;
  }
  EXPECT_TRUE(so_far.now.none());
  EXPECT_TRUE(has(so_far.earlier, finding::self_harm));
  EXPECT_TRUE(has(so_far.earlier, finding::blood_in_stool));
}

TEST(screen, never_falls_whatever_follows) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random{seed};
  const std::string scraps[] = {"没事", "no ",  "胸口疼", "出汗",  "it is nothing ", "便血",
                                "，",   "没有", "\xFF",   "抽搐 ", "seizure ",       "早餐"};
  screening so_far;
  for (int i = 0; i < 500; ++i) {
    std::string words;
    for (int n = 0; n < 6; ++n) {
      words += scraps[random() % std::size(scraps)];
    }
    const screening next = screen(words, std::nullopt, so_far);
    ASSERT_GE(next.level, so_far.level) << words;
    ASSERT_GE(next.level, level_of(next.now)) << words;
    ASSERT_EQ(next.earlier, so_far.earlier | so_far.now) << words;
    so_far = i % 50 == 49 ? screening{} : next;
  }
}

TEST(screen, finds_an_emergency_at_the_end_of_the_longest_message) {
  std::string text;
  for (int i = 0; i < 1'900; ++i) {
    text += "今天吃饭";
  }
  EXPECT_EQ(screen(text + "，我不想活了").level, safety_level::emergency);
}

TEST(screen, takes_bounded_work_on_the_longest_message) {
  for (const char* scrap : {"没有抽搐", "no seizure ", "胸", "没有", "no ", "不是没有", "突然",
                            "眼皮抽搐", "face ", "累得吐血", "2个月", "took 10 "}) {
    std::string text;
    while (text.size() < 32'000) {
      text += scrap;
    }
    EXPECT_LE(screen(text).level, safety_level::emergency) << scrap;
  }
}

TEST(screen, takes_any_bytes) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random{seed};
  for (int i = 0; i < 200; ++i) {
    std::string noise;
    for (int n = 0; n < 200; ++n) {
      noise += static_cast<char>(random() & 0xFFU);
    }
    EXPECT_LE(screen(noise).level, safety_level::emergency);
  }
  EXPECT_EQ(screen("").level, safety_level::routine);
}

}  // namespace
}  // namespace aurawell::safety
