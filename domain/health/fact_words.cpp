#include "domain/health/fact_words.hpp"

#include <array>
#include <cstddef>
#include <optional>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

template <class Enum>
struct word_value {
  Enum value;
  std::string_view words;
};

template <class Enum, std::size_t N>
void read_word(std::string_view text, const std::array<word_value<Enum>, N>& table,
               std::optional<Enum>& into) {
  for (const auto& each : table) {
    if (!into && has_any(text, each.words)) {
      into = each.value;
    }
  }
}

constexpr std::array gender_words{
    word_value<gender>{gender::female, "female|f|woman|女"},
    word_value<gender>{gender::male, "male|m|man|男"},
    word_value<gender>{gender::other, "other|non-binary|nonbinary|其他"},
};

// "low", "medium" and "high" come from clients that knew three levels only.
constexpr std::array activity_words{
    word_value<activity_level>{activity_level::extremely_active,
                               "extremely active|extreme|extra active|athlete|极高|极重"},
    word_value<activity_level>{activity_level::moderately_active,
                               "moderately active|moderate|moderately|medium|中等|中度|中"},
    word_value<activity_level>{activity_level::lightly_active,
                               "lightly active|light|lightly|轻度|轻"},
    word_value<activity_level>{activity_level::sedentary,
                               "sedentary|low|none|inactive|久坐|很少|低"},
    word_value<activity_level>{activity_level::very_active,
                               "very active|active|high|intense|高强度|高|重度"},
};

constexpr std::array goal_words{
    word_value<health_goal>{health_goal::weight_loss,
                            "weight loss|lose weight|lose fat|fat loss|减肥|减重|减脂"},
    word_value<health_goal>{health_goal::muscle_gain, "muscle*|增肌"},
    word_value<health_goal>{health_goal::weight_gain, "weight gain|gain weight|增重"},
    word_value<health_goal>{health_goal::improve_fitness,
                            "improve fitness|fitness|endurance|strength|体能|健身"},
    word_value<health_goal>{health_goal::improve_sleep, "improve sleep|sleep*|睡眠|睡"},
    word_value<health_goal>{health_goal::stress_reduction, "stress*|relax*|mental*|压力|减压|心理"},
    word_value<health_goal>{health_goal::general_wellness,
                            "general wellness|wellness|health*|maintain*|健康|保持"},
};

constexpr std::array mood_words{
    word_value<mood_state>{mood_state::tired, "tired|exhausted|fatigued|sleepy|drained|累|疲"},
    word_value<mood_state>{mood_state::tense,
                           "anxious|stressed|tense|nervous|angry|irritable|worried|overwhelmed|"
                           "焦虑|紧张|烦|生气|压力"},
    word_value<mood_state>{
        mood_state::low,
        "sad|down|low|depressed|unhappy|bad|terrible|awful|lonely|难过|低落|抑郁|不好|差|沮丧"},
    word_value<mood_state>{mood_state::good,
                           "good|great|happy|calm|fine|ok|okay|neutral|excellent|relaxed|energetic|"
                           "好|开心|平静|一般|愉快"},
};

constexpr std::array style_words{
    word_value<communication_style>{communication_style::formal, "formal|professional|正式"},
    word_value<communication_style>{communication_style::casual, "casual|friendly|随意|轻松"},
    word_value<communication_style>{communication_style::motivational,
                                    "motivational|motivating|激励"},
    word_value<communication_style>{communication_style::supportive,
                                    "supportive|empathetic|gentle|支持|温和"},
};

constexpr std::array unit_words{
    word_value<unit_system>{unit_system::metric, "metric|公制"},
    word_value<unit_system>{unit_system::imperial, "imperial|us|英制"},
};

constexpr std::array stress_words{
    word_value<int>{8, "high|very high|severe|高|大"},
    word_value<int>{5, "medium|moderate|中"},
    word_value<int>{2, "low|none|低|小|无"},
};

}  // namespace

bool read_word_field(std::string_view key, std::string_view text, profile& values) {
  if (is_one_of(key, "gender|sex|性别")) {
    read_word(text, gender_words, values.sex);
  } else if (is_one_of(key, "activity_level|activity|exercise_level|活动水平|运动水平")) {
    read_word(text, activity_words, values.activity);
  } else if (is_one_of(key, "goal|goals|health_goal|health_goals|primary_goal|fitness_goal|目标")) {
    read_word(text, goal_words, values.goal);
  } else if (is_one_of(key, "mood|feeling|current_mood|心情|情绪")) {
    read_word(text, mood_words, values.mood);
  } else if (is_one_of(key, "communication_style|style|tone|coach_style")) {
    read_word(text, style_words, values.style);
  } else if (is_one_of(key, "units|unit|unit_system|preferred_units")) {
    read_word(text, unit_words, values.units);
  } else if (is_one_of(key, "stress|stress_level|压力")) {
    read_word(text, stress_words, values.stress_level);
  } else {
    return false;
  }
  return true;
}

bool is_one_of(std::string_view key, std::string_view names) {
  bool found = false;
  for_each_phrase(names, [&](std::string_view name) { found = found || name == key; });
  return found;
}

}  // namespace aurawell::health
