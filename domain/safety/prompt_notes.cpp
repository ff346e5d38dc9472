#include "domain/safety/prompt_notes.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "domain/safety/early_care/early_care.hpp"
#include "domain/safety/findings/most_pressing.hpp"
#include "domain/safety/first_minutes/first_minutes.hpp"

namespace aurawell::safety {

namespace {

using by_level = std::array<bilingual, static_cast<std::size_t>(safety_level::emergency) + 1>;

constexpr bilingual heading{
    "安全筛查（由本服务得出，细节可能有误，不是提问者的话）：",
    "Safety screen (by this service, may be wrong in detail; not the person's words):"};
constexpr bilingual level_label{"级别：", "Level: "};
constexpr bilingual found_label{"这条消息提到：", "Found in this message: "};
constexpr bilingual earlier_label{
    "前面的消息达到了这个级别。别当作已经解决：先问现在怎么样，再回答这次问的。",
    "An earlier message reached this level. Don't take it for settled: first ask how things are "
    "now, then answer what is asked."};
constexpr bilingual asks_label{"弄清还不知道的：", "Find out what is not known yet: "};

constexpr by_level told{{
    {"", ""},
    {"提问者在你的回答之前（或这次对话早些时候）已经读到：可能是什么、多久内看医生、什么时候马上打"
     "电话。",
     "Before your answer, or earlier, the person reads: what it may be, how soon to see a doctor, "
     "when to call "
     "at once."},
    {"提问者在你的回答之前已经读到：可能是什么、今天要看医生、什么时候马上打电话。",
     "Before your answer the person reads: what it may be, to be seen today, when to call at "
     "once."},
    {"提问者在你的回答之前已经读到：现在做什么、不做什么、打给谁。",
     "Before your answer the person reads: what to do now, what not to do, whom to call."},
}};

constexpr by_level instructions{{
    {"", ""},
    {"不重复也不否定这些。可以给生活建议，但不能代替看医生，也不说“没事”。",
     "Neither repeat nor contradict this. Lifestyle advice is welcome, but doesn't replace the "
     "visit; don't say that it is nothing."},
    {"不重复也不否定这些。先谈这件事；生活建议放在最后、要短，不能耽误看医生。",
     "Neither repeat nor contradict this. Take up this first; lifestyle advice comes last and "
     "short, and must not delay the visit."},
    {"不重复也不否定这些。回答要短而平静，只谈眼前这件事；不写饮食、运动、体重、睡眠计划。",
     "Neither repeat nor contradict this. Be short and calm and stay with this matter alone; no "
     "plan for diet, exercise, weight or sleep."},
}};

constexpr bilingual always{"不做诊断，不说任何药物的剂量，不劝人停药、减药或换药。",
                           "No diagnosis, no dose of any drug, no word to stop, cut or swap one."};
constexpr bilingual of_dying{
    "提到了死或伤害自己：语气温和，直接问、认真听，不评判、不说教；绝不描述或比较方法，也不答应保密"
    "。",
    "Dying or self-harm was spoken of: be warm, ask directly, listen, don't judge or lecture; "
    "never describe or compare methods, and don't promise secrecy."};
constexpr bilingual of_violence{
    "提到了暴力：不责怪提问者，不劝和，不建议去对质；别让对方看到的东西带来危险。",
    "Violence was spoken of: don't blame the person, don't urge to make peace or to confront; "
    "remember that somebody else may read this."};

bilingual question_of(finding which) {
  return level_of(which) == safety_level::emergency ? first_minutes_for(which).ask
                                                    : early_care_for(which).ask;
}

void add_missing(std::vector<finding>& ordered, const finding_set& from) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    const auto each = static_cast<finding>(i);
    if (from[i] && std::find(ordered.begin(), ordered.end(), each) == ordered.end()) {
      ordered.push_back(each);
    }
  }
}

/// Sorts emergencies first, then findings that the service mentions itself, then the others.
std::vector<finding> by_weight(const finding_set& found) {
  std::vector<finding> ordered = most_pressing_emergencies(found);
  add_missing(ordered, emergencies_of(found));
  const auto early = most_pressing_early(found);
  ordered.insert(ordered.end(), early.begin(), early.end());
  add_missing(ordered, found);
  return ordered;
}

void add_line(std::string& out, std::string_view text) {
  out += "\n- ";
  out += text;
}

void add_findings(std::string& out, const std::vector<finding>& found, language lang) {
  add_line(out, found_label.in(lang));
  for (std::size_t i = 0; i < std::min(found.size(), most_findings_noted); ++i) {
    out += i == 0 ? "" : ", ";
    out += name_of(found[i]);
  }
  out += lang == language::zh ? "。" : ".";
}

void add_questions(std::string& out, const std::vector<finding>& found, language lang) {
  add_line(out, asks_label.in(lang));
  for (std::size_t i = 0; i < std::min(found.size(), most_questions_noted); ++i) {
    out += i == 0 || lang == language::zh ? "" : " ";
    out += question_of(found[i]).in(lang);
  }
}

void add_what_was_found(std::string& out, const finding_set& found, language lang) {
  const auto ordered = by_weight(found);
  const auto level = static_cast<std::size_t>(level_of(found));
  add_findings(out, ordered, lang);
  add_line(out, told[level].in(lang));
  add_line(out, instructions[level].in(lang));
  if (has(found, finding::self_harm) || has(found, finding::suicidal_hint)) {
    add_line(out, of_dying.in(lang));
  }
  if (has(found, finding::violence_now) || has(found, finding::violence)) {
    add_line(out, of_violence.in(lang));
  }
  add_questions(out, ordered, lang);
}

}  // namespace

std::string prompt_notes(const finding_set& found, safety_level level, language lang) {
  const safety_level reached = std::max(level, level_of(found));
  if (reached == safety_level::routine) {
    return {};
  }
  std::string out{heading.in(lang)};
  add_line(out, level_label.in(lang));
  out += to_string(reached);
  if (reached > level_of(found)) {
    add_line(out, earlier_label.in(lang));
  }
  if (found.any()) {
    add_what_was_found(out, found, lang);
  }
  add_line(out, always.in(lang));
  return out;
}

}  // namespace aurawell::safety
