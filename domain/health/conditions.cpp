#include "domain/health/conditions.hpp"

#include <array>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

struct row {
  condition which;
  std::string_view phrases;
  bilingual name;
};

constexpr std::array rows{
    row{condition::diabetes,
        "糖尿病|血糖高|高血糖|血糖偏高|血糖控制|控糖|糖前期|胰岛素抵抗|diabet*|high blood "
        "sugar|prediabet*|blood glucose|insulin resistance",
        {"糖尿病或血糖偏高", "diabetes or raised blood sugar"}},
    row{condition::hypertension,
        "高血压|血压高|血压偏高|降压药|hypertens*|high blood pressure|blood pressure is high",
        {"高血压", "high blood pressure"}},
    row{condition::high_cholesterol,
        "高血脂|血脂高|血脂偏高|胆固醇高|高胆固醇|甘油三酯高|cholesterol|triglyceride*|hyperlipid*|"
        "dyslipid*",
        {"血脂偏高", "raised blood lipids"}},
    row{condition::heart_disease,
        "心脏病|冠心病|心衰|心力衰竭|房颤|心律不齐|心肌梗死|心梗|支架|heart disease|heart "
        "failure|coronary|atrial fibrillation|arrhythmia|heart attack|heart condition",
        {"心脏病", "heart disease"}},
    row{condition::kidney_disease,
        "肾病|肾炎|肾功能|肾衰|尿毒症|透析|慢性肾|kidney disease|ckd|renal|dialysis|kidney failure",
        {"肾病", "kidney disease"}},
    row{condition::gout,
        "痛风|尿酸高|高尿酸|尿酸偏高|gout|uric acid|hyperuric*",
        {"痛风或尿酸偏高", "gout or raised uric acid"}},
    row{condition::fatty_liver, "脂肪肝|fatty liver|nafld|masld", {"脂肪肝", "fatty liver"}},
    row{condition::thyroid,
        "甲状腺|甲减|甲亢|桥本|thyroid*|hypothyroid*|hyperthyroid*|hashimoto*",
        {"甲状腺问题", "a thyroid condition"}},
    row{condition::anaemia,
        "贫血|缺铁|anaemi*|anemi*|iron deficien*|low iron",
        {"贫血", "anaemia"}},
    row{condition::asthma, "哮喘|asthma*", {"哮喘", "asthma"}},
    row{condition::reflux,
        "反流|反酸|烧心|胃炎|胃溃疡|胃病|reflux|gerd|heartburn|gastritis|stomach ulcer",
        {"胃病或反流", "reflux or a sensitive stomach"}},
    row{condition::osteoporosis,
        "骨质疏松|骨质流失|osteopor*|osteopen*|low bone density",
        {"骨质疏松", "low bone density"}},
    row{condition::depression,
        "抑郁症|焦虑症|双相|躁郁|惊恐障碍|clinical depression|major depress*|anxiety "
        "disorder|bipolar|panic disorder|depression",
        {"情绪方面的诊断", "a mood or anxiety diagnosis"}},
    row{condition::eating_disorder,
        "厌食症|神经性厌食|暴食症|贪食症|催吐|进食障碍|饮食失调|anorexi*|bulimi*|eating "
        "disorder|binge eating|make myself vomit|purging",
        {"进食障碍", "an eating disorder"}},
    row{condition::pregnancy,
        "怀孕|孕妇|孕期|有孕|备孕|pregnan*|expecting a baby",
        {"怀孕", "pregnancy"}},
    row{condition::breastfeeding,
        "哺乳|母乳|喂奶|产后|breastfeed*|breast-feed*|breast feed*|nursing a baby|postpartum",
        {"哺乳或产后", "breastfeeding or the months after birth"}},
    row{condition::knee_pain,
        "膝盖|膝关节|膝伤|半月板|髌骨|关节炎|knee*|meniscus|arthritis|osteoarthritis",
        {"膝关节问题", "knee trouble"}},
    row{condition::back_pain,
        "腰痛|腰疼|腰椎|腰突|椎间盘|背痛|背疼|腰肌劳损|back pain|backache|bad back|lower "
        "back|herniated disc|slipped disc|sciatica|back problem*|back injur*",
        {"腰背痛", "back pain"}},
    row{condition::shoulder_pain,
        "肩痛|肩膀疼|肩膀痛|肩周炎|颈椎|脖子疼|脖子痛|shoulder pain|shoulder injur*|neck "
        "pain|frozen shoulder|rotator cuff",
        {"肩颈不适", "neck or shoulder pain"}},
    row{condition::injury,
        "骨折|扭伤|崴脚|韧带|拉伤|术后|手术后|fracture*|sprain*|torn ligament|pulled muscle|after "
        "surgery|post-op*|ankle injur*",
        {"伤病恢复期", "an injury or recent surgery"}},
    row{condition::vegetarian, "素食|吃素|茹素|vegetarian*", {"素食", "vegetarian diet"}},
    row{condition::vegan, "纯素|全素|严格素食|vegan*|plant-based", {"纯素", "vegan diet"}},
    row{condition::lactose,
        "乳糖不耐|喝牛奶拉肚子|牛奶过敏|奶制品过敏|lactose|dairy-free|dairy free|milk "
        "allergy|dairy allergy|no dairy",
        {"不能喝奶", "no dairy"}},
    row{condition::gluten,
        "麸质|乳糜泻|小麦过敏|无麸|gluten*|celiac|coeliac|wheat allergy",
        {"不吃麸质", "no gluten"}},
    row{condition::nut_allergy,
        "坚果过敏|花生过敏|对花生|对坚果|nut allergy|peanut*|nut-free|nut free|allergic to "
        "nuts|tree nut*|no nuts",
        {"坚果过敏", "nut allergy"}},
    row{condition::seafood_allergy,
        "海鲜过敏|虾过敏|蟹过敏|鱼过敏|对海鲜|对虾|seafood allergy|shellfish|fish allergy|allergic "
        "to fish|allergic to shrimp|allergic to seafood|no seafood|no fish",
        {"海鲜过敏", "seafood allergy"}},
    row{condition::egg_allergy,
        "鸡蛋过敏|对鸡蛋|蛋类过敏|egg allergy|allergic to egg*|egg-free|no egg*",
        {"鸡蛋过敏", "egg allergy"}},
    row{condition::soy_allergy,
        "大豆过敏|豆制品过敏|soy allergy|soy-free|allergic to soy|no soy|对大豆",
        {"大豆过敏", "soy allergy"}},
    row{condition::no_pork,
        "清真|不吃猪肉|回族|穆斯林|halal|kosher|no pork|muslim",
        {"清真或不吃猪肉", "halal, kosher or no pork"}},
    row{condition::shift_work,
        "夜班|倒班|轮班|三班倒|night shift*|shift work*|rotating shift*|work nights",
        {"倒班", "shift work"}},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].which) != i) {
      return false;
    }
  }
  return rows.size() == static_cast<std::size_t>(condition::count);
}
static_assert(in_order());

// Words that stand right before a condition and take it back. For a way of eating, "no
// nuts" and "avoid gluten" say that it holds.
constexpr std::string_view illness_denials =
    "没有|没得|没|无|不是|未患|预防|避免|防止|no|not|not a|without|don't have|do not have|never "
    "had|prevent|preventing|avoid|avoiding|not have";
constexpr std::string_view diet_denials = "不是|不|没|没有|not|not a|isn't";

bool is_denied(std::string_view text, std::size_t at, std::string_view denials) {
  std::string_view before = text.substr(0, at);
  while (before.ends_with(' ')) {
    before.remove_suffix(1);
  }
  bool denied = false;
  for_each_phrase(denials, [&](std::string_view word) {
    if (before.ends_with(word)) {
      const std::size_t start = before.size() - word.size();
      denied = denied || !is_ascii_letter(word.front()) || start == 0 ||
               !is_ascii_letter(before[start - 1]);
    }
  });
  return denied;
}

bool is_named(std::string_view text, std::string_view phrase, std::string_view denials) {
  for (std::size_t at = find_phrase(text, phrase); at != std::string_view::npos;
       at = find_phrase(text, phrase, at + 1)) {
    if (!is_denied(text, at, denials)) {
      return true;
    }
  }
  return false;
}

}  // namespace

condition_set conditions_in(std::string_view text) {
  condition_set found;
  for (const row& each : rows) {
    const bool diet = each.which >= condition::vegetarian && each.which <= condition::no_pork;
    const std::string_view denials = diet ? diet_denials : illness_denials;
    for_each_phrase(each.phrases, [&](std::string_view phrase) {
      if (is_named(text, phrase, denials)) {
        found.set(static_cast<std::size_t>(each.which));
      }
    });
  }
  return found;
}

bilingual name_of(condition which) {
  const row& found = rows[static_cast<std::size_t>(which)];
  return found.name;
}

}  // namespace aurawell::health
