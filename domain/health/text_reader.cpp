#include "domain/health/text_reader.hpp"

#include <array>
#include <string>
#include <vector>

#include "domain/health/body_facts.hpp"
#include "domain/health/habit_facts.hpp"
#include "domain/text/numerals.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/text/text_numbers.hpp"

namespace aurawell::health {

namespace {

// True if the character stands for a person's own sex ("30岁，男", "我是女的"), and not in
// a word such as 女儿 or 男朋友.
bool says_own_sex(std::string_view text, std::string_view character) {
  for (std::size_t at = text.find(character); at != std::string_view::npos;
       at = text.find(character, at + 1)) {
    const std::string_view before = text.substr(0, at);
    const std::string_view after = text.substr(at + character.size());
    bool starts = before.empty();
    for (const std::string_view mark : {";", ",", " ", ":", "是", "别", "岁", "岁的", "/"}) {
      starts = starts || before.ends_with(mark);
    }
    bool ends = after.empty();
    for (const std::string_view mark : {";", ",", " ", ".", "/", "性", "生", "的", "人", "士"}) {
      ends = ends || after.starts_with(mark);
    }
    if (starts && ends) {
      return true;
    }
  }
  return false;
}

void read_sex(std::string_view text, profile& values) {
  const bool male =
      says_own_sex(text, "男") || has_any(text, "i'm a man|i am a man|male|i'm a guy|old man");
  const bool female = says_own_sex(text, "女") ||
                      has_any(text, "i'm a woman|i am a woman|female|old woman|old lady");
  if (male != female) {
    values.sex = male ? gender::male : gender::female;
  }
}

struct activity_phrases {
  activity_level level;
  std::string_view phrases;
};

constexpr std::array activity_table{
    activity_phrases{
        activity_level::sedentary,
        "久坐|坐办公室|坐着上班|整天坐|不运动|不怎么运动|很少运动|从不运动|几乎不运动|"
        "没时间运动|sedentary|desk job|sit all day|sitting all day|never exercise|don't "
        "exercise|hardly exercise|barely exercise"},
    activity_phrases{activity_level::extremely_active,
                     "extremely active|重体力|职业运动员|professional athlete"},
    activity_phrases{activity_level::very_active,
                     "very active|天天健身|每天健身|每天训练|高强度训练|train every day|work out "
                     "every day|exercise every day|work out daily"},
    activity_phrases{
        activity_level::moderately_active,
        "moderately active|每周运动3次|每周运动4次|一周运动3次|经常运动|规律运动|exercise "
        "regularly|work out regularly|3 times a week|three times a week"},
    activity_phrases{
        activity_level::lightly_active,
        "lightly active|偶尔运动|exercise occasionally|occasionally exercise|exercise once a week"},
};

void read_activity(std::string_view text, profile& values) {
  for (const activity_phrases& each : activity_table) {
    if (!values.activity && has_any(text, each.phrases)) {
      values.activity = each.level;
    }
  }
}

}  // namespace

std::optional<health_goal> weight_wish_in(std::string_view text) {
  if (has_any(text,
              "减肥|减重|减脂|瘦身|瘦下来|变瘦|想瘦|瘦点|瘦一点|掉秤|减掉|减到|瘦到|lose "
              "weight|losing weight|lose fat|lose some|lose a few|lose about|lose 1|lose 2|lose "
              "3|lose 4|lose 5|lose 6|lose 7|lose 8|lose 9|weight loss|fat loss|slim*|shed|cut "
              "weight|get leaner|burn fat")) {
    return health_goal::weight_loss;
  }
  if (has_any(text,
              "增肌|练肌肉|长肌肉|build muscle|building muscle|gain muscle|muscle "
              "gain|bulk*|muscle mass")) {
    return health_goal::muscle_gain;
  }
  if (has_any(text,
              "增重|增胖|长胖|胖一点|太瘦|gain weight|gain some weight|weight gain|put on "
              "weight|too thin|too skinny|underweight")) {
    return health_goal::weight_gain;
  }
  return std::nullopt;
}

void read_text(std::string_view folded_text, profile_draft& draft) {
  const std::string text = with_digits(folded_text);
  const std::vector<text_number> numbers = numbers_in(text);
  const bool about_pressure = has_any(text, "血压|blood pressure|bp");
  // The age first: it decides which weights are possible.
  for (const text_number& n : numbers) {
    read_age(n, draft);
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const text_number& n = numbers[i];
    const text_number* next = i + 1 < numbers.size() ? &numbers[i + 1] : nullptr;
    read_clock(n, next, draft);
    read_vitals(n, next, about_pressure, draft);
    read_sleep(n, draft);
    read_steps(n, draft);
    read_weight(n, draft);
    if (read_height(n, next, draft)) {
      ++i;
    }
  }
  read_sex(text, draft.values);
  read_activity(text, draft.values);
}

}  // namespace aurawell::health
