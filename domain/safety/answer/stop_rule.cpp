#include "domain/safety/answer/rules.hpp"

namespace aurawell::safety {

namespace {

constexpr std::string_view words_before_medicine =
    "taking|using|your|the|all|this|that|these|those|any|of|his|her|their|my|next|a|an|daily|"
    "morning|evening|nightly|prescribed|current|both|usual|other|dose|doses|regular|one|two|"
    "tonights|todays|tomorrows|own|blood|pressure|diabetes|heart|thyroid|or|some|number";

constexpr cue_set stops = set_of(cue::stop, cue::stop_it, cue::stopped, cue::stop_this);

bool is_medicine(cue which) noexcept {
  return which == cue::drug || which == cue::medicine;
}

/// Returns the medicine after `at`; the number of cues if there is none.
std::size_t medicine_behind(const sentence_view& words, std::size_t at) {
  constexpr std::size_t reach = 40;
  for (std::size_t i = at + 1;
       i < words.cues.size() && words.cues[i].begin <= words.cues[at].end + reach; ++i) {
    if (is_medicine(words.cues[i].which) && words.cues[i].begin >= words.cues[at].end &&
        holds_only(words.between(at, i), words_before_medicine)) {
      return i;
    }
  }
  return words.cues.size();
}

/// Whether a medicine and a word for stopping are close together: 降压药先停了, 停用二甲双胍.
bool is_chinese_stop(const sentence_view& words, std::size_t at) {
  constexpr std::size_t reach = 30;
  const cue which = words.cues[at].which;
  if (which == cue::stop_it) {
    return true;
  }
  if (is_medicine(which)) {
    const std::size_t stopped = words.next(cue::stopped, at, reach);
    return stopped < words.cues.size() && !words.is_denied(stopped) &&
           words.between(at, stopped).find(',') == std::string_view::npos;
  }
  if (which == cue::stop_this) {
    for (const cue medicine : {cue::drug, cue::medicine}) {
      const std::size_t found = words.next(medicine, at, reach);
      if (found < words.cues.size() &&
          words.between(at, found).find(',') == std::string_view::npos) {
        return true;
      }
    }
  }
  return false;
}

bool is_english_stop(const sentence_view& words, std::size_t at) {
  return words.cues[at].which == cue::stop && words.is_told_to_do(at) &&
         medicine_behind(words, at) < words.cues.size();
}

}  // namespace

bool stops_medicine(const sentence_view& words) {
  if (!words.has_any_of(stops) || words.has(cue::reaction) || words.is_left_to_doctor()) {
    return false;
  }
  for (std::size_t at = 0; at < words.cues.size(); ++at) {
    const bool is_stop = is_english_stop(words, at) || is_chinese_stop(words, at);
    if (is_stop && !words.is_denied(at) && !words.is_only_told(at)) {
      return true;
    }
  }
  return false;
}

}  // namespace aurawell::safety
