#include "domain/coach/coach.hpp"

#include <algorithm>
#include <array>

#include "domain/coach/area_advice.hpp"
#include "domain/coach/areas.hpp"
#include "domain/coach/assessment.hpp"
#include "domain/coach/general_chat.hpp"
#include "domain/coach/opening.hpp"
#include "domain/prompt/conversation_safety.hpp"
#include "domain/safety/answer_opening.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

using area_writer = void (*)(advice_text&, const briefing&);

constexpr std::array<area_writer, static_cast<std::size_t>(area::count)> writers{
    write_diet, write_exercise, write_weight, write_sleep, write_mind};

void set(area_set& areas, area which) {
  areas.set(static_cast<std::size_t>(which));
}

// A question only about an illness gets advice on diet and exercise.
void add_areas_of(const condition_set& named, area_set& areas) {
  if (named.none()) {
    return;
  }
  if (has(named, condition::depression) || has(named, condition::eating_disorder)) {
    set(areas, area::mind);
  } else if (has(named, condition::shift_work)) {
    set(areas, area::sleep);
  } else {
    set(areas, area::diet);
    set(areas, area::exercise);
  }
}

// Complaints that get their own section even when the question is about an area.
bool names_strong_complaint(std::string_view text) {
  return has_any(
      text,
      "胸闷|胸口|胸痛|胸疼|chest pain|chest discomfort|tight chest|chest tightness|chest "
      "hurts|头疼|头痛|偏头痛|发烧|发热|咳嗽|头晕|心慌|心悸|胃痛|胃疼|headache*|migraine*|fever|"
      "cough*|dizz*|palpitation*|heart racing|stomach pain|stomach ache");
}

void write_areas(advice_text& out, const assessment& person, const topic& about,
                 std::string_view text) {
  const std::size_t parts = about.areas.count() + (about.tired ? 1U : 0U);
  briefing part{person, text};
  part.brief = parts > 1;
  part.most_tips = parts > 2 ? 1 : parts == 2 ? 2 : 3;
  for (const area which : all_areas) {
    const bool in_tired_part =
        about.tired && !about.full_plan && (which == area::sleep || which == area::mind);
    if (has(about.areas, which) && !in_tired_part) {
      part.energy_elsewhere = which != area::diet && has(about.areas, area::diet);
      writers[static_cast<std::size_t>(which)](out, part);
    }
  }
}

void write_advice(advice_text& out, const assessment& person, const topic& about,
                  std::string_view text) {
  write_greeting(out, person, about);
  write_warnings(out, person);
  write_basis(out, person);
  const briefing whole{person, text};
  if (about.medication) {
    write_medication(out);
  }
  if (about.areas.none() || names_strong_complaint(text)) {
    write_symptom(out, whole);
  }
  if (about.tired && !about.full_plan) {
    write_tired(out, whole);
  }
  write_areas(out, person, about, text);
  write_missing(out, person, about);
  write_closing(out, person, about);
}

std::string finished(advice_text out, const assessment& person) {
  write_disclaimer(out);
  const bool polite =
      out.lang() == language::zh && person.user_profile().style == communication_style::formal;
  std::string text = std::move(out).take();
  if (polite) {
    constexpr std::string_view familiar = "你";
    constexpr std::string_view formal = "您";
    for (std::size_t at = text.find(familiar); at != std::string::npos;
         at = text.find(familiar, at)) {
      text.replace(at, familiar.size(), formal);
      at += formal.size();
    }
  }
  return text;
}

topic topic_for(std::string_view text, const assessment& person) {
  topic about = topic_of(text, person.facts.told_now);
  if (about.areas.none() && !about.tired) {
    add_areas_of(conditions_in(text), about.areas);
  }
  // A person who gets no weight goal gets other advice.
  if (has(about.areas, area::weight) && person.numbers_withheld()) {
    set(about.areas, area::diet);
    set(about.areas, person.has(condition::eating_disorder) ? area::mind : area::exercise);
  }
  return about;
}

bool is_empty(const topic& about) {
  return about.areas.none() && !about.tired && !about.medication;
}

// The rest of an answer that begins with what to do in an emergency.
void write_after_emergency(advice_text& out) {
  write_introduction(out);
  out.paragraph(
      {"等人安全了、看过医生了，再回来，我们接着聊。我没法判断病情，所以宁可让你多打一次电话。",
       "Come back once everyone is safe and a doctor has looked. I can't judge an illness, so I "
       "would rather have you call once too often."});
}

void write_ready(advice_text& out, const std::string& markdown) {
  if (!markdown.empty()) {
    out.ready(markdown);
  }
}

// After an urgent finding there is no lifestyle advice: it would distract from what is urgent.
void write_after_urgent(advice_text& out, const assessment& person) {
  write_introduction(out);
  write_warnings(out, person);
  out.paragraph(
      {"先把这件事看了，生活上的建议不急。看完把医生的话告诉我，我按它陪你安排饮食、活动和休息。",
       "Have this seen first; advice on daily life can wait. Then tell me what the doctor said, "
       "and we will plan food, movement and rest around it."});
}

// Writes the service's opening for the findings, unless it was already written. Returns the
// findings.
safety::finding_set write_opening(advice_text& out, const advice_question& question,
                                  std::optional<int> age) {
  if (question.screened) {
    return *question.screened;
  }
  const auto found = screened_conversation(question, age);
  // The coach does not know the region, so it names the numbers of all regions.
  write_ready(out, safety::answer_opening(found, out.lang(), safety::region::unknown, age));
  return found.now;
}

}  // namespace

std::string coach_answer(const advice_question& question) {
  advice_text out{language_of(question.text, question.lang)};
  const std::string text = folded(question.text);
  const assessment person = assess(read_profile(question));
  const auto grave =
      safety::level_of(write_opening(out, question, person.user_profile().age_years));
  if (grave >= safety_level::urgent) {
    grave == safety_level::urgent ? write_after_urgent(out, person) : write_after_emergency(out);
    return finished(std::move(out), person);
  }
  write_introduction(out);
  topic about = topic_for(text, person);
  const bool lost = is_empty(about) && !names_strong_complaint(text);
  if (lost && write_small_talk(out, text)) {
    return finished(std::move(out), person);
  }
  if (lost && !names_complaint(text)) {
    if (question.kind == chat_kind::general) {
      write_not_understood(out);
      return finished(std::move(out), person);
    }
    // A full plan does not answer a question for a doctor.
    about.full_plan = grave == safety_level::routine;
    if (about.full_plan) {
      about.areas.set();
    }
  }
  write_advice(out, person, about, text);
  return finished(std::move(out), person);
}

}  // namespace aurawell::health
