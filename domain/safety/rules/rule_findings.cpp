#include "domain/safety/rules/rule_findings.hpp"

#include <algorithm>
#include <vector>

#include "domain/safety/reader/text_tokens.hpp"
#include "domain/safety/rules/denial.hpp"
#include "domain/safety/rules/infant_fever.hpp"
#include "domain/safety/rules/rule_table.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/text/utf8.hpp"

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

// A past wish to die still counts.
bool may_be_over(finding which) noexcept {
  return which != finding::self_harm && which != finding::suicidal_hint;
}

/// Limit of checks whether a sign is denied: a question may repeat the sign thousands of times. A
/// sign that occurs more often counts as said.
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

bool is_any_said(std::string_view text, const triple_set& triples, const rule& by,
                 const std::vector<phrase>& signs) {
  return std::any_of(signs.begin(), signs.end(), [&](const phrase& sign) {
    return sign.may_be_in(triples) && is_said(text, by, sign);
  });
}

finding_set all_found_by_rules(std::string_view text, std::optional<int> age_years) {
  const triple_set triples{text};
  finding_set found;
  for (const rule& each : all_rules()) {
    const auto index = static_cast<std::size_t>(each.which);
    if (!found[index] && is_any_said(text, triples, each, each.say) &&
        (each.required.empty() || is_any_said(text, triples, each, each.required))) {
      found.set(index);
    }
  }
  if (has_infant_fever(text, triples, age_years)) {
    found.set(static_cast<std::size_t>(finding::infant_fever));
  }
  return found;
}

// Whether the reader cannot overrule the finding. The reader's "harmless" means "not urgent", so it
// does not affect findings of level `see_doctor`. An infant's fever depends on the age, which the
// reader does not get.
bool is_certain(finding which) noexcept {
  return which == finding::infant_fever || level_of(which) < safety_level::urgent;
}

bool may_be_overruled(const finding_set& found) noexcept {
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] && !is_certain(static_cast<finding>(i))) {
      return true;
    }
  }
  return false;
}

/// The reader does not overrule rules in a message with more sentences.
constexpr std::size_t most_sentences = 16;

bool ends_sentence(std::string_view text, std::size_t at) noexcept {
  const bool is_decimal = text[at] == '.' && at > 0 && at + 1 < text.size() &&
                          is_ascii_digit(text[at - 1]) && is_ascii_digit(text[at + 1]);
  return !is_decimal && std::string_view{";!?."}.find(text[at]) != std::string_view::npos;
}

std::vector<std::string_view> sentences_of(std::string_view text) {
  std::vector<std::string_view> sentences;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && !ends_sentence(text, at)) {
      continue;
    }
    if (at > begin) {
      sentences.push_back(text.substr(begin, at - begin));
    }
    begin = at + 1;
  }
  return sentences;
}

// Reads the whole message and each sentence: one sentence that is not harmless decides.
harmlessness harmlessness_of(std::string_view text, const reading& whole) {
  harmlessness all = whole.harmless;
  const auto sentences = sentences_of(text);
  const bool is_read_whole = count_code_points(text) <= longest_read_text;
  if (!all.likely || !is_read_whole || sentences.size() > most_sentences) {
    return {};
  }
  for (const std::string_view each : sentences) {
    const harmlessness of_one = read_harmlessness(each);
    all = {all.likely && of_one.likely, all.surely && of_one.surely};
    if (!all.likely && !all.surely) {
      break;
    }
  }
  return all;
}

}  // namespace

finding_set found_by_rules(std::string_view phrase_text, std::optional<int> age_years,
                           const reading& meant) {
  finding_set found = all_found_by_rules(phrase_text, age_years);
  if (!may_be_overruled(found)) {
    return found;
  }
  const harmlessness harmless = harmlessness_of(phrase_text, meant);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto which = static_cast<finding>(i);
    const bool overruled = is_of_self_harm(which) ? harmless.surely : harmless.likely;
    if (overruled && !is_certain(which)) {
      found.reset(i);
    }
  }
  return found;
}

}  // namespace aurawell::safety
