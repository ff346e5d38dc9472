#include "domain/safety/answer_opening.hpp"

#include "domain/safety/early_care/early_care.hpp"
#include "domain/safety/emergency_preamble.hpp"
#include "domain/safety/reminder.hpp"

namespace aurawell::safety {

namespace {

bool is_told_once(finding which) noexcept {
  return level_of(which) == safety_level::see_doctor;
}

finding_set not_yet_told(const screening& found) {
  finding_set news = found.now;
  for (std::size_t i = 0; i < news.size(); ++i) {
    if (found.earlier[i] && is_told_once(static_cast<finding>(i))) {
      news.reset(i);
    }
  }
  return news;
}

}  // namespace

std::string answer_opening(const screening& found, language lang, region user_region,
                           std::optional<int> age_years) {
  std::string opening = emergency_preamble(found.now, lang, user_region, age_years);
  if (!opening.empty()) {
    return opening;
  }
  opening = emergency_reminder(found.earlier, lang, user_region);
  const std::string care = early_care_preamble(not_yet_told(found), lang, user_region);
  opening += opening.empty() || care.empty() ? "" : "\n\n";
  return opening + care;
}

}  // namespace aurawell::safety
