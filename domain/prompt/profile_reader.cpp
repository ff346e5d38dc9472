#include "domain/prompt/profile_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/health/fact_reader.hpp"
#include "domain/health/text_reader.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

int count_of_facts(const profile& values) {
  return static_cast<int>(values.age_years.has_value()) + static_cast<int>(values.sex.has_value()) +
         static_cast<int>(values.height_cm.has_value()) +
         static_cast<int>(values.weight_kg.has_value()) +
         static_cast<int>(values.sleep_hours.has_value()) +
         static_cast<int>(values.steps.has_value()) + static_cast<int>(values.pressure.has_value());
}

void read_lists(reading& into) {
  const auto add = [&into](const std::vector<std::string>& list, bool diet) {
    for (const std::string& item : list) {
      // A restriction is often listed by the food alone: "nuts", "海鲜".
      const condition_set found = conditions_in(diet ? item + ";no " + item + ";对" + item : item);
      into.conditions |= found;
      into.has_unknown_condition = into.has_unknown_condition || found.none();
    }
  };
  add(into.user_profile.medical_conditions, false);
  add(into.user_profile.physical_limitations, false);
  add(into.user_profile.dietary_restrictions, true);
}

told_reading read_earlier(std::string_view text, bool managed) {
  const std::string words = folded(text);
  profile_draft draft{managed};
  read_text(words, draft);
  draft.values.goal = weight_wish_in(words);
  return {std::string{text}, managed, std::move(draft.values), conditions_in(words)};
}

}  // namespace

std::vector<std::string_view> recent_questions(const advice_question& question) {
  std::vector<std::string_view> recent;
  std::size_t left = most_earlier_bytes;
  for (auto earlier = question.earlier.rbegin();
       earlier != question.earlier.rend() && recent.size() < most_earlier_questions && left > 0;
       ++earlier) {
    const std::size_t length = character_end(*earlier, left);
    recent.push_back(std::string_view{*earlier}.substr(0, length));
    left -= length;
    if (length < earlier->size()) {
      break;
    }
  }
  return recent;
}

reading read_profile(const advice_question& question, reading_memo& memo) {
  const bool managed = !question.member.empty() && question.member.value != question.user.value;
  reading all;
  profile_draft context{managed};
  read_facts(question.context, context);
  all.user_profile = context.values;
  all.rejected = context.rejected;

  const std::string now = folded(question.text);
  profile_draft said{managed};
  read_text(now, said);
  all.told_now = count_of_facts(said.values);
  fill_missing(all.user_profile, said.values);
  for (const profile_field field : said.rejected) {
    if (std::find(all.rejected.begin(), all.rejected.end(), field) == all.rejected.end()) {
      all.rejected.push_back(field);
    }
  }
  all.wish = weight_wish_in(now);
  all.conditions = conditions_in(now);

  for (const std::string_view text : recent_questions(question)) {
    const auto& told = memo.told.get(
        [&](const told_reading& known) { return known.text == text && known.managed == managed; },
        [&] { return read_earlier(text, managed); });
    fill_missing(all.user_profile, told.values);
    all.conditions |= told.conditions;
  }
  fill_missing(all.user_profile, question.known);
  read_lists(all);
  return all;
}

reading read_profile(const advice_question& question) {
  reading_memo memo;
  return read_profile(question, memo);
}

}  // namespace aurawell::health
