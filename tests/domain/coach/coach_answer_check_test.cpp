// The built-in coach's answers need no correction.

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "domain/coach/coach.hpp"
#include "domain/prompt/conversation_safety.hpp"
#include "domain/safety/answer/answer_check.hpp"

namespace aurawell::health {
namespace {

std::vector<std::string> published_phrases() {
  std::vector<std::string> phrases;
  std::ifstream file{PHRASES_FILE};
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') {
      phrases.push_back(line.substr(line.rfind('\t') + 1));
    }
  }
  return phrases;
}

const std::vector<std::string> questions{
    "我30岁，男，久坐，身高170厘米，体重80公斤，怎么减肥？",
    "I'm 30, male, sedentary, 170 cm, 80 kg. How do I lose weight?",
    "我身高160，体重45公斤，想减肥",
    "我40岁，怎么运动？",
    "I'm 40 and very active, which exercise suits me?",
    "我每天睡5个小时，7点起床，睡不好怎么办",
    "I sleep 6 hours, get up at 6:30 and have insomnia",
    "今天走了3000步，还要运动吗？",
    "我体重60公斤，每天喝水多少？",
    "血压150/95，能运动吗",
    "My blood pressure is 150/95, what should I eat?",
    "我有糖尿病，吃二甲双胍，早餐吃什么？",
    "I have diabetes and take metformin. What should I have for breakfast?",
    "我怀孕20周，能运动吗",
    "I am pregnant, how should I eat?",
    "压力很大，睡不着",
    "I feel stressed and tired all day",
    "高血压在吃降压药，能喝咖啡吗？",
    "I take blood thinners, which vegetables are fine?",
    "Can I stop my statin?",
    "布洛芬一次吃几片？",
    "How much protein do I need?",
    "痛风能吃什么",
    "I have gout and kidney disease, what may I eat?",
    "孩子8岁，60斤，怎么减肥",
    "你好",
    "hello",
};

void expect_nothing_wrong(advice_question question) {
  const safety::answer_setting gravest{
      safety_level::emergency, {}, language::en, safety::region::unknown};
  for (const auto kind : {chat_kind::health, chat_kind::general}) {
    question.kind = kind;
    for (const bool told : {false, true}) {
      question.screened.reset();
      if (told) {
        question.screened = screened_conversation(question).now;
      }
      const auto answer = coach_answer(question);
      const auto found = safety::check_answer(answer, gravest);
      for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_FALSE(found[i]) << safety::name_of(static_cast<safety::contradiction>(i)) << ": "
                               << question.text << "\n"
                               << answer;
      }
    }
  }
}

TEST(coach_answer_check, finds_nothing_in_answers_to_published_phrases) {
  const auto phrases = published_phrases();
  EXPECT_GT(phrases.size(), 1000U);
  for (const auto& text : phrases) {
    advice_question question;
    question.text = text;
    expect_nothing_wrong(std::move(question));
  }
}

TEST(coach_answer_check, finds_nothing_in_answers_to_common_questions) {
  for (const auto& text : questions) {
    advice_question question;
    question.text = text;
    expect_nothing_wrong(question);
    question.context = {{"age", 30.0},
                        {"gender", std::string{"male"}},
                        {"height", 170.0},
                        {"weight", 80.0},
                        {"activity_level", std::string{"sedentary"}}};
    expect_nothing_wrong(std::move(question));
  }
}

}  // namespace
}  // namespace aurawell::health
