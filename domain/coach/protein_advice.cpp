#include "domain/coach/area_advice.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "domain/health/advice_text.hpp"

namespace aurawell::health {

namespace {

// In the order in which they are proposed.
struct protein_source {
  bilingual text;
  std::array<condition, 2> excluded_by{};
};

constexpr std::array protein_sources{
    protein_source{{"一掌心鸡胸肉（100 克）约 25 克", "a palm of chicken breast (100 g) ≈ 25 g"},
                   {condition::vegetarian, condition::vegan}},
    protein_source{{"一个鸡蛋约 6 克", "one egg ≈ 6 g"},
                   {condition::vegan, condition::egg_allergy}},
    protein_source{{"100 克北豆腐约 12 克", "100 g firm tofu ≈ 12 g"},
                   {condition::soy_allergy, condition::soy_allergy}},
    protein_source{{"一碗煮熟的豆子（红豆、扁豆等，150 克）约 12 克",
                    "a bowl of cooked lentils or beans (150 g) ≈ 12 g"},
                   {condition::count, condition::count}},
    protein_source{{"一盒牛奶（250 毫升）约 8 克", "a glass of milk (250 ml) ≈ 8 g"},
                   {condition::vegan, condition::lactose}},
};

bool is_excluded(const assessment& person, const protein_source& source) {
  return std::any_of(source.excluded_by.begin(), source.excluded_by.end(), [&](condition which) {
    return which != condition::count && person.has(which);
  });
}

std::string protein_examples(const advice_text& out, const assessment& person) {
  std::string examples;
  std::size_t left = 3;
  for (const protein_source& source : protein_sources) {
    if (left > 0 && !is_excluded(person, source)) {
      examples += examples.empty() ? "" : out.say({"，", ", "});
      examples += out.say(source.text);
      --left;
    }
  }
  return examples;
}

}  // namespace

void write_protein(advice_text& out, const assessment& person) {
  const std::string examples = protein_examples(out, person);
  if (!person.protein) {
    if (!person.has(condition::kidney_disease)) {
      out.bullet({"每餐都要有一份蛋白质：{0}。", "Have a protein source at every meal: {0}."},
                 {examples});
    }
    return;
  }
  const std::string low = out.number(person.protein->low);
  const std::string high = out.number(person.protein->high);
  if (person.protein_on_reference_weight) {
    out.bullet({"蛋白质每天 **{0}–{1} 克**（按 BMI 25 时的体重算，不会虚高），分到三餐：{2}。",
                "Protein: **{0}–{1} g a day** (counted on your weight at BMI 25, so as not to "
                "overshoot), spread over meals: {2}."},
               {low, high, examples});
  } else {
    out.bullet({"蛋白质每天 **{0}–{1} 克**，分到三餐：{2}。",
                "Protein: **{0}–{1} g a day**, spread over meals: {2}."},
               {low, high, examples});
  }
}

}  // namespace aurawell::health
