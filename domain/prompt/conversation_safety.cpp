#include "domain/prompt/conversation_safety.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "domain/prompt/profile_reader.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::health {
namespace {

using screening_ptr = std::shared_ptr<const safety::screening>;

screen_step step_of(std::string_view words, std::optional<int> age_years,
                    const screening_ptr& before, safety::screening found) {
  auto after =
      found == *before ? before : std::make_shared<const safety::screening>(std::move(found));
  return {std::string{words}, age_years, before, std::move(after)};
}

screening_ptr screened_step(std::string_view words, std::optional<int> age_years,
                            const screening_ptr& before, reading_memo& memo) {
  const auto is_same = [&](const screen_step& known) {
    return known.words == words && known.age_years == age_years &&
           (known.before == before || *known.before == *before);
  };
  const auto make = [&] {
    return step_of(words, age_years, before, safety::screen(folded(words), age_years, *before));
  };
  return memo.steps.get(is_same, make).after;
}

}  // namespace

safety::screening screened_conversation(const advice_question& question,
                                        std::optional<int> age_years, safety_level reached,
                                        reading_memo& memo) {
  const auto recent = recent_questions(question);
  safety::screening nothing;
  nothing.level = reached;
  screening_ptr so_far = std::make_shared<const safety::screening>(std::move(nothing));
  for (auto text = recent.rbegin(); text != recent.rend(); ++text) {
    so_far = screened_step(*text, age_years, so_far, memo);
  }
  // Not into the memo: it may have been removed from the store before the past was read.
  return safety::screen(question.text, age_years, *so_far);
}

safety::screening screened_conversation(const advice_question& question,
                                        std::optional<int> age_years, safety_level reached) {
  reading_memo memo;
  return screened_conversation(question, age_years, reached, memo);
}

safety::screening screened_conversation(const advice_question& question, safety_level reached) {
  return screened_conversation(question, read_profile(question).user_profile.age_years, reached);
}

}  // namespace aurawell::health
