#include "domain/safety/answer/answer_check.hpp"

#include <algorithm>

#include "domain/safety/answer/rules.hpp"

namespace aurawell::safety {

namespace {

cue_set kinds_of(const std::vector<cue_at>& cues) noexcept {
  cue_set kinds = 0;
  for (const cue_at& each : cues) {
    kinds |= set_of(each.which);
  }
  return kinds;
}

class checker {
 public:
  explicit checker(const answer_setting& setting) : setting_{setting} {}

  void read(const sentence& said) {
    find_cues(said.text, cues_);
    if (said.begins_line) {
      enter(said.line);
    }
    sentence_view words{said, cues_, under_, kinds_of(cues_)};
    words.under.names_drug = words.under.names_drug || named_in_line_;
    if (said.line == line_kind::heading || said.line == line_kind::introduction) {
      note_heading(words);
    }
    if (!cues_.empty()) {
      look(words);
    }
    named_in_line_ = words.has(cue::drug) && !words.has(cue::food);
  }

  const contradiction_set& found() const noexcept { return found_; }

 private:
  /// An introduction applies to the items that follow it, a heading to all lines up to the next
  /// heading.
  void enter(line_kind line) {
    named_in_line_ = false;
    if (line == line_kind::heading) {
      heading_ = {};
    }
    if (line != line_kind::item) {
      under_ = heading_;
    }
  }

  void note_heading(const sentence_view& words) {
    under_.is_denied = under_.is_denied || words.has(cue::denial) || words.has(cue::reported);
    under_.is_limit = under_.is_limit || words.has(cue::at_most);
    under_.names_drug = under_.names_drug || words.has(cue::drug);
    if (words.said.line == line_kind::heading) {
      heading_ = under_;
    }
  }

  void look(const sentence_view& words) {
    const bool emergency = setting_.level == safety_level::emergency;
    note(contradiction::drug_dose, true, names_dose, words);
    note(contradiction::stop_medicine, true, stops_medicine, words);
    note(contradiction::no_need_to_call, setting_.level >= safety_level::urgent, says_no_help,
         words);
    note(contradiction::first_aid, emergency, harms, words);
    note(contradiction::method, emergency && has(setting_.found, finding::self_harm),
         names_lethal_amount, words);
  }

  void note(contradiction which, bool matters, bool (*says)(const sentence_view&),
            const sentence_view& words) {
    if (matters && !has(found_, which) && says(words)) {
      add(found_, which);
    }
  }

  const answer_setting& setting_;
  std::vector<cue_at> cues_;
  /// The section of the present line, and that of the last heading.
  section under_;
  section heading_;
  bool named_in_line_ = false;
  contradiction_set found_;
};

}  // namespace

contradiction_set check_answer(std::string_view answer, const answer_setting& setting) {
  checker all{setting};
  for_each_sentence(answer, [&all](const sentence& said) { all.read(said); });
  auto found = all.found();
  const bool may_harm_oneself =
      setting.level == safety_level::emergency && has(setting.found, finding::self_harm);
  if (may_harm_oneself && has(found, contradiction::drug_dose)) {
    add(found, contradiction::method);
  }
  return found;
}

}  // namespace aurawell::safety
