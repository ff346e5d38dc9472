#include "domain/safety/screen.hpp"

#include <algorithm>
#include <utility>

#include "domain/safety/answer/answer_check.hpp"
#include "domain/safety/reader/reader.hpp"
#include "domain/safety/rules/rule_findings.hpp"
#include "domain/safety/values/read_values.hpp"
#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {

namespace {

struct message_reading {
  finding_set found;
  bool likely_harmless = false;
};

// Reads one message without its values. The conversation's state keeps the values.
message_reading read_message(std::string_view words, std::string_view text,
                             std::optional<int> age_years) {
  const reading meant = read_meaning(words);
  return {meant.found | found_by_rules(text, age_years, meant), meant.harmless.likely};
}

bool begins_character(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

std::string joined(const std::string& before, std::string_view words) {
  std::string all = before;
  all += all.empty() ? "" : "。";
  all += words;
  std::size_t begin = all.size() > longest_episode ? all.size() - longest_episode : 0;
  while (begin > 0 && begin < all.size() && !begins_character(all[begin])) {
    ++begin;
  }
  return all.substr(begin);
}

// Removes `vital_signs`, guessed from a number, when the number's known limits make it only urgent.
finding_set without_guessed_value(finding_set found, const finding_set& by_values) {
  finding_set guessed;
  guessed.set(static_cast<std::size_t>(finding::vital_signs));
  const bool judged = level_of(by_values) == safety_level::urgent;
  return judged && emergencies_of(found) == guessed ? found & ~guessed : found;
}

// Reads several messages as one: "胸口疼", then "左胳膊也麻". Returns only findings that are graver
// than those of each message alone, or as grave as those of the newest message, from `urgent` on.
finding_set found_in_episode(const std::string& episode, std::optional<int> age_years,
                             safety_level above, safety_level now) {
  finding_set found = read_message(episode, phrase_text(episode), age_years).found;
  const safety_level reached = level_of(found);
  const bool counts = reached > above || (reached == now && now >= safety_level::urgent);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!counts || level_of(static_cast<finding>(i)) < reached) {
      found.reset(i);
    }
  }
  return found;
}

}  // namespace

screening screen(std::string_view words, std::optional<int> age_years, const screening& before) {
  const std::string text = phrase_text(words);
  const message_reading alone = read_message(words, text, age_years);
  value_findings values = read_values(text, age_years, before.known);
  screening result;
  result.now = without_guessed_value(alone.found, values.found) | values.found;
  result.earlier = before.earlier | before.now;
  result.level = std::max(before.level, level_of(result.now));
  result.known = std::move(values.known);
  result.words = before.words;
  if (!before.words.empty()) {
    const std::string episode = joined(before.words, words);
    result.now |= found_in_episode(episode, age_years, level_of(result.now | result.earlier),
                                   level_of(result.now));
    result.level = std::max(result.level, level_of(result.now));
  }
  // A harmless message between two complaints would hide what they mean together.
  if (!alone.likely_harmless || result.now.any()) {
    result.words = joined(before.words, words);
  }
  return result;
}

void prepare_screen() {
  screen("fever");
  check_answer("fever", {});
}

}  // namespace aurawell::safety
