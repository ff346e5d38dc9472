#include <array>

#include "domain/safety/answer/answer_check.hpp"
#include "domain/safety/findings/most_pressing.hpp"
#include "domain/safety/first_minutes/first_minutes.hpp"
#include "domain/safety/help/call_line.hpp"

namespace aurawell::safety {

namespace {

constexpr bilingual heading{
    "**更正**：对照安全规则检查后，上面的回答里可能有不能照做的内容。",
    "**Correction**: checked against our safety rules, the answer above may have advice that "
    "should not be followed."};

constexpr bilingual help_now{
    "**不管上面怎么写，你说的情况现在就需要人帮忙**，除非医生已经看过。不要等，也不要先观察。",
    "**Whatever is written above, what you described needs help now**, unless a doctor has "
    "already seen it. Do not wait to see whether it passes."};

constexpr bilingual help_today{
    "**不管上面怎么写，你说的情况今天就应该让医生看**"
    "，除非医生已经看过。变重了不要等，直接打急救电话。",
    "**Whatever is written above, a doctor should see what you described today**, unless one "
    "already has. If it gets worse, do not wait: call the emergency number."};

constexpr bilingual no_harm{
    "**上面的急救做法里有会伤人的，请不要做**：不催吐；不往嘴里塞东西；不给叫不醒的人喂任何东西；"
    "不切、不吸、不挑破伤口，也不往上面抹东西；扎进身体的东西不拔。请照急救接线员说的做。",
    "**Some of the first aid above can do harm, please leave it**: do not make anybody vomit, put "
    "nothing between the teeth, give nothing to somebody who does not wake up, do not cut, suck "
    "or smear anything on a wound, and do not pull out what is stuck in the body. Do what the "
    "emergency dispatcher tells you."};

constexpr bilingual keep_medicine{
    "**医生开的药，请不要自己停、减、加或跳过**，有的药突然停掉会出危险。想调整，先问开药的医生或"
    "药师；已经停了的，也请今天就问。",
    "**Please do not stop, skip, halve or double a prescribed medicine on your own**: stopping "
    "some of them suddenly is dangerous. Ask the prescriber or a pharmacist first, and if you "
    "have stopped already, ask today."};

constexpr bilingual no_amount{
    "**上面写的药物用量，请不要照着用**：合适的量要看年龄、体重、别的病和正在用的药。请按说明书或"
    "医生的交代，拿不准就问药师。",
    "**Please ignore any amount of a medicine named above**: what is right depends on age, "
    "weight, other illnesses and other medicines. Follow the leaflet or what your doctor told "
    "you, and ask a pharmacist if in doubt."};

constexpr bilingual no_means{
    "**上面写的任何药量，请都不要理会**。请现在把家里的药和别的能伤到自己的东西交给别人收着，"
    "让一个信任的人陪着你。",
    "**Please ignore any amount named above.** Give the medicines at home, and whatever else you "
    "could hurt yourself with, to somebody to keep, and have someone you trust with you now."};

call_for called_for(const finding_set& found) {
  for (const finding each : most_pressing_emergencies(found)) {
    return first_minutes_for(each).service;
  }
  return call_for::ambulance;
}

class writer {
 public:
  explicit writer(const answer_setting& setting)
      : setting_{setting}, out_{heading.in(setting.lang)} {
    out_ += '\n';
  }

  void add(const bilingual& text) { add_item(text.in(setting_.lang)); }

  void call(call_for service) {
    out_ += setting_.lang == language::en ? " " : "";
    out_ += call_line(service, setting_.lang, setting_.user_region);
    called_ = true;
  }

  bool has_called() const noexcept { return called_; }
  void name_number() {
    out_ += setting_.lang == language::en ? " " : "";
    out_ += number_line(call_for::ambulance, setting_.lang, setting_.user_region);
  }

  std::string take() && { return std::move(out_); }

 private:
  void add_item(std::string_view text) {
    out_ += "\n- ";
    out_ += text;
  }

  const answer_setting& setting_;
  std::string out_;
  bool called_ = false;
};

void add_help(const contradiction_set& found, const answer_setting& setting, writer& out) {
  if (!has(found, contradiction::no_need_to_call)) {
    return;
  }
  const bool emergency = setting.level == safety_level::emergency;
  out.add(emergency ? help_now : help_today);
  if (emergency) {
    out.call(called_for(setting.found));
  } else {
    out.name_number();
  }
}

void add_amount(const contradiction_set& found, writer& out) {
  if (has(found, contradiction::method)) {
    out.add(no_means);
    if (!out.has_called()) {
      out.call(call_for::crisis);
    }
  } else if (has(found, contradiction::drug_dose)) {
    out.add(no_amount);
  }
}

}  // namespace

std::string correction(const contradiction_set& found, const answer_setting& setting) {
  if (found.none()) {
    return {};
  }
  writer out{setting};
  add_help(found, setting, out);
  if (has(found, contradiction::first_aid)) {
    out.add(no_harm);
    if (!out.has_called()) {
      out.call(called_for(setting.found));
    }
  }
  add_amount(found, out);
  if (has(found, contradiction::stop_medicine)) {
    out.add(keep_medicine);
  }
  return std::move(out).take();
}

}  // namespace aurawell::safety
