#include "domain/health/emergency_phrases.hpp"

#include <gtest/gtest.h>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {
namespace {

struct said {
  const char* text;
  emergency kind;
};

bool finds(const char* text, emergency kind) {
  return emergencies_in(folded(text), std::nullopt)[static_cast<std::size_t>(kind)];
}

TEST(emergency_phrases, are_found_in_both_languages) {
  const said cases[] = {
      {"我胸口疼，左臂发麻，一直出汗", emergency::heart},
      {"胸闷得厉害，喘不上气", emergency::heart},
      {"胸悶，冒冷汗", emergency::heart},
      {"Chest pain spreading to my left arm", emergency::heart},
      {"tightness in my chest and I'm sweating", emergency::heart},
      {"I think I'm having a heart attack", emergency::heart},
      {"嘴歪了，说话不清楚", emergency::stroke},
      {"突然半边身子没力气", emergency::stroke},
      {"her face is drooping and her speech is slurred", emergency::stroke},
      {"suddenly can't speak", emergency::stroke},
      {"吃了花生嘴唇肿起来呼吸困难", emergency::allergy},
      {"stung by a bee, my throat is swelling", emergency::allergy},
      {"anaphylaxis", emergency::allergy},
      {"伤口血流不止", emergency::bleeding},
      {"the cut won't stop bleeding", emergency::bleeding},
      {"我爸昏迷了", emergency::unconscious},
      {"老人叫不醒", emergency::unconscious},
      {"he is unconscious and not breathing", emergency::unconscious},
      {"孩子在抽搐", emergency::seizure},
      {"she is having a seizure", emergency::seizure},
      {"吞了一瓶安眠药", emergency::poisoning},
      {"孩子误服了洗衣液", emergency::poisoning},
      {"I took too many pills", emergency::poisoning},
      {"overdosed on sleeping pills", emergency::poisoning},
      {"我不想活了", emergency::self_harm},
      {"活着没意思，想自杀", emergency::self_harm},
      {"I want to kill myself", emergency::self_harm},
      {"i don’t want to live anymore", emergency::self_harm},
      {"2个月的宝宝发烧了", emergency::infant_fever},
      {"刚出生的孩子发热", emergency::infant_fever},
      {"my 6-week-old baby has a fever", emergency::infant_fever},
      {"newborn with a temperature of 38.5", emergency::infant_fever},
      {"被鱼刺噎住，无法呼吸", emergency::breathing},
      {"I can't breathe", emergency::breathing},
  };
  for (const said& each : cases) {
    EXPECT_TRUE(finds(each.text, each.kind)) << each.text;
  }
}

TEST(emergency_phrases, leave_everyday_questions_alone) {
  for (const char* text :
       {"怎么减肥", "压力大得喘不过气", "我想死你了", "早上闹钟叫不醒我", "眼皮一直抽搐",
        "没有意识到自己胖了", "预防中风吃什么", "没有胸痛，只是有点累", "8个月的宝宝发烧",
        "我两个月没运动了", "宝宝2个月大怎么哄睡", "How do I prevent a heart attack",
        "chest exercises at the gym", "I have no chest pain but sweat a lot",
        "this workout is killing me", "I'm dying to try yoga", "my 2 year old has a cough",
        "food I ate yesterday"}) {
    EXPECT_TRUE(emergencies_in(folded(text), std::nullopt).none()) << text;
  }
}

TEST(emergency_phrases, count_the_age_that_is_known) {
  EXPECT_TRUE(emergencies_in(folded("孩子发烧了"), 0).any());
  EXPECT_TRUE(emergencies_in(folded("孩子发烧了"), 3).none());
}

TEST(emergency_advice, names_the_numbers_of_three_regions) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(emergency::count); ++i) {
    for (const language lang : {language::zh, language::en}) {
      advice_text out{lang};
      write_emergencies(out, emergency_set{}.set(i));
      const std::string text = std::move(out).take();
      EXPECT_NE(text.find("120"), std::string::npos) << i;
      EXPECT_NE(text.find("911"), std::string::npos) << i;
      EXPECT_NE(text.find("112"), std::string::npos) << i;
    }
  }
}

TEST(emergency_advice, names_the_crisis_lines_beside_an_overdose) {
  advice_text out{language::zh};
  write_emergencies(out, emergencies_in(folded("我吞了一瓶安眠药，不想活了"), std::nullopt));
  const std::string text = std::move(out).take();
  EXPECT_NE(text.find("12356"), std::string::npos);
  EXPECT_NE(text.find("988"), std::string::npos);
  EXPECT_NE(text.find("**中国 120**"), std::string::npos);
}

}  // namespace
}  // namespace aurawell::health
