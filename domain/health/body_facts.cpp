#include "domain/health/body_facts.hpp"

#include <cmath>
#include <string_view>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

constexpr double pounds_per_stone = 14;
constexpr double cm_per_inch = 2.54;

void prefer_imperial(profile& values) {
  if (!values.units) {
    values.units = unit_system::imperial;
  }
}

bool read_feet(const text_number& n, const text_number* next, profile_draft& draft) {
  const bool feet = starts_with_any(n.after, "'|ft|feet|foot|英尺");
  if (!feet || n.value < 1 || n.value > 8 || has_any(n.before, "run|walk|climb")) {
    return false;
  }
  constexpr std::size_t widest_gap = 8;
  const bool joined = next != nullptr && next->begin - n.end <= widest_gap && next->value < 12;
  draft.set_height((n.value * 12 + (joined ? next->value : 0)) * cm_per_inch);
  prefer_imperial(draft.values);
  return joined;
}

bool read_metres(const text_number& n, const text_number* next, profile_draft& draft) {
  constexpr double tallest = 3;
  const bool unit = n.after.starts_with("米") || n.after.starts_with("m1") ||
                    starts_with_any(n.after, "m|metre|metres|meter|meters") ||
                    (n.after.starts_with('m') && n.after.size() > 1 && is_ascii_digit(n.after[1]));
  if (!unit || n.value >= tallest ||
      has_any(n.before, "腰围|跑|走|游|步幅|跳|run*|walk*|swim*|swam|jump*")) {
    return false;
  }
  const bool whole = n.value == std::floor(n.value);
  const std::size_t unit_bytes = n.after.starts_with("米") ? std::string_view{"米"}.size() : 1;
  if (whole && next != nullptr && next->begin == n.end + unit_bytes && next->value < 100) {
    const bool tenths = next->end - next->begin == 1;
    draft.set_height(n.value * 100 + next->value * (tenths ? 10 : 1));
    return true;
  }
  constexpr double shortest_unlabelled = 1.2;
  if ((!whole && n.value > shortest_unlabelled) ||
      ends_with_label(n.before, "身高|个子|高|height|tall|i'm|i am|我")) {
    draft.set_height(n.value * 100);
  }
  return false;
}

// Kilograms in one unit of what follows the number, 0 if that is no weight.
double weight_unit(std::string_view after) {
  if (starts_with_any(after, "kg|kgs|kilo|kilos|kilogram|kilograms|公斤|千克")) {
    return 1;
  }
  if (starts_with_any(after, "斤|市斤|jin")) {
    return 0.5;
  }
  if (starts_with_any(after, "lb|lbs|pound|pounds|磅")) {
    return kg_per_pound;
  }
  return starts_with_any(after, "stone|stones") ? pounds_per_stone * kg_per_pound : 0;
}

bool is_other_mass(const text_number& n) {
  constexpr std::string_view before =
      "举|卧推|深蹲|硬拉|推举|哑铃|杠铃|吃|喝|买|lift*|squat*|bench*|deadlift*|press|eat*|ate|"
      "drink*|dumbbell*|carry|curl*";
  constexpr std::string_view after = "哑铃|杠铃|壶铃|dumbbell*|barbell*|kettlebell*|bag|of";
  return has_any(n.before, before) || has_any(n.after.substr(0, 24), after);
}

bool is_change(const text_number& n) {
  constexpr std::string_view verbs =
      "减|减掉|减重|减肥|瘦|掉|降|轻|胖|重了|长|增|增加|增重|lose|losing|lost|drop|dropped|gain|"
      "gained|gaining|shed|put on|cut";
  return ends_with_label(n.before, verbs) ||
         ends_with_label(n.before, "每周|每月|per week|a week") ||
         has_any(n.after.substr(0, 24), "heavier|lighter|overweight|per week|a week|more|less");
}

bool is_past(const text_number& n) {
  return has_any(n.before, "以前|之前|原来|原先|曾经|去年|used to|was|were|before");
}

}  // namespace

void read_age(const text_number& n, profile_draft& draft) {
  constexpr double oldest = limits::member_age_years.high;
  const bool childs = has_any(n.before, "have a|have two|with a|got a|raising") ||
                      (has_any(n.before, "有个|有一个|有1个|带着|养了") &&
                       n.after.find("的") != std::string_view::npos);
  const bool unit = starts_with_any(n.after,
                                    "岁|周岁|years old|year old|year-old|-year-old|-year "
                                    "old|years-old|yrs old|yr old|yo|y/o|y.o|years of age");
  const bool label = ends_with_label(n.before, "年龄|今年|age|aged") &&
                     !starts_with_any(n.after, "点|年|月|kg|公斤|斤|%|次|天");
  const bool bare =
      n.value >= 10 && n.value <= oldest &&
      ends_with_label(n.before, "i'm|i am|im|我|he's|she's") &&
      (n.after.empty() || starts_with_any(n.after, "and|male|female|男|女|years|with"));
  constexpr double most_months = 36;
  const bool months =
      n.value <= most_months &&
      starts_with_any(
          n.after,
          "个月大|个月的宝宝|个月的婴儿|个多月大|months old|month old|-month-old|month-old");
  if ((unit || label || bare || months) && !n.is_range && !childs) {
    draft.set_age(months ? n.value / 12 : n.value);
  }
}

bool read_height(const text_number& n, const text_number* next, profile_draft& draft) {
  if (read_feet(n, next, draft) || read_metres(n, next, draft)) {
    return true;
  }
  const bool label = ends_with_label(n.before, "身高|个子|height|tall");
  if (starts_with_any(n.after, "cm|厘米|公分|centimeters|centimetres")) {
    const bool other = has_any(n.before, "腰围|胸围|臀围|腿围|waist|hip*|chest|步幅|stride");
    if (label || (!other && n.value >= limits::height_cm.low)) {
      draft.set_height(n.value);
    }
  } else if (label && starts_with_any(n.after, "in|inch|inches|\"|英寸")) {
    draft.set_height(n.value * cm_per_inch);
    prefer_imperial(draft.values);
  } else if (label && !starts_with_any(n.after, "'|ft|feet|foot|米|m|英尺|metres|meters")) {
    constexpr double tallest_metres = 3;
    draft.set_height(n.value < tallest_metres ? n.value * 100 : n.value);
  }
  return false;
}

void read_weight(const text_number& n, profile_draft& draft) {
  const double unit = weight_unit(n.after);
  const bool label = ends_with_label(n.before, "体重|我重|weight|weigh|weighs|weighing");
  if (n.is_range || is_past(n)) {
    return;
  }
  if (unit == 0) {
    if (label && !starts_with_any(n.after, "cm|岁|%|小时|个|loss|goal")) {
      const bool pounds = draft.values.units == unit_system::imperial;
      draft.set_weight(n.value * (pounds ? kg_per_pound : 1));
    }
    return;
  }
  if (is_other_mass(n) || is_change(n)) {
    return;
  }
  const bool wished =
      ends_with_label(n.before, "到|至|目标|目标体重|goal|target|to") ||
      has_any(n.before, "减到|瘦到|降到|增到|目标体重|down to|up to|target|goal|reach");
  if (wished && !has_any(n.before, "close to|接近")) {
    draft.set_target_weight(n.value * unit);
  } else if (label || n.value * unit >= limits::weight_kg.low) {
    draft.set_weight(n.value * unit);
    if (unit != 1 && unit != 0.5) {
      prefer_imperial(draft.values);
    }
  }
}

}  // namespace aurawell::health
