#include "domain/safety/screen.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "domain/safety/denial.hpp"
#include "domain/safety/infant_fever.hpp"
#include "domain/safety/rule_table.hpp"

namespace aurawell::safety {

namespace {

bool overlaps_any(std::string_view text, const std::vector<phrase>& phrases, text_span at) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const phrase& each) {
    auto other = each.find(text, 0);
    while (other && other->end <= at.begin) {
      other = each.find(text, other->begin + 1);
    }
    return other && other->begin < at.end;
  });
}

// Nobody's wish to die is out of date.
bool may_be_over(finding which) noexcept {
  return which != finding::self_harm && which != finding::suicidal_hint;
}

/// Whether a sign is denied costs a look at its surroundings, and a question may repeat it
/// thousands of times. One that is there so often counts as said.
constexpr int most_looks = 16;

bool is_said(std::string_view text, const rule& by, const phrase& sign) {
  int looks = 0;
  for (auto at = sign.find(text, 0); at; at = sign.find(text, at->begin + 1)) {
    if (++looks > most_looks) {
      return true;
    }
    const bool over = may_be_over(by.which) && is_long_past(text, *at);
    if (!over && !is_denied(text, *at) && !overlaps_any(text, by.unless, *at)) {
      return true;
    }
  }
  return false;
}

bool is_any_said(std::string_view text, const rule& by, const std::vector<phrase>& signs) {
  return std::any_of(signs.begin(), signs.end(),
                     [&](const phrase& sign) { return is_said(text, by, sign); });
}

}  // namespace

screening screen(std::string_view words, std::optional<int> age_years, const screening& before) {
  const std::string text = phrase_text(words);
  screening result{before.level, {}, before.earlier | before.now};
  for (const rule& each : all_rules()) {
    const auto index = static_cast<std::size_t>(each.which);
    if (!result.now[index] && is_any_said(text, each, each.say) &&
        (each.with.empty() || is_any_said(text, each, each.with))) {
      result.now.set(index);
    }
  }
  if (has_infant_fever(text, age_years)) {
    result.now.set(static_cast<std::size_t>(finding::infant_fever));
  }
  result.level = std::max(result.level, level_of(result.now));
  return result;
}

}  // namespace aurawell::safety
