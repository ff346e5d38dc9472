#include "domain/health/emergency_phrases.hpp"

#include <array>

#include "domain/text/numerals.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/text/text_numbers.hpp"

namespace aurawell::health {

namespace {

struct rule {
  emergency kind;
  /// One phrase of each list must be there; an empty list asks for nothing.
  std::string_view sign;
  std::string_view together_with;
  /// One of these takes the rule out: the words are then only a way of speaking.
  std::string_view unless;
};

constexpr std::string_view chest_signs =
    "胸痛|胸口痛|胸口疼|胸疼|胸部疼|胸闷|胸口闷|胸口压|胸口像|心口痛|心口疼|心绞痛|心脏疼|心脏痛|"
    "chest pain*|chest hurts|chest is tight|chest feels tight|tight chest|chest "
    "tightness|tightness in my chest|tightness in the chest|pressure in my chest|pain in my "
    "chest|pain in the chest|chest pressure|crushing chest";
constexpr std::string_view chest_company =
    "左臂|左手|左肩|左胳膊|胳膊|手臂|下巴|下颌|后背|放射|出汗|冒汗|冷汗|大汗|喘|呼吸困难|呼吸急促|"
    "气短|上不来气|透不过气|濒死|arm|arms|jaw|left "
    "shoulder|radiat*|spreading|spreads|sweat*|breath*|breathe|faint*";
constexpr std::string_view airway_signs =
    "喉咙肿|嗓子肿|舌头肿|嘴唇肿|脸肿|喉头水肿|喉咙发紧|呼吸困难|喘不上气|喘不过气|休克|throat "
    "clos*|throat is clos*|throat swell*|throat is swell*|throat feels tight|tongue swell*|tongue "
    "is swell*|swollen tongue|lips swell*|lips are swell*|swollen lips|face swell*|face is "
    "swell*|can't breathe|trouble breathing|difficulty breathing|hard to breathe|hives all over";

constexpr std::array rules{
    rule{emergency::unconscious,
         "昏迷|失去意识|失去了意识|没有意识了|没意识了|不省人事|昏过去|晕过去|没有呼吸|没呼吸了|"
         "没有心跳|没心跳|心脏骤停|unconscious|unresponsive|passed out|won't wake up|not waking "
         "up|can't wake him|can't wake her|can't wake my|not breathing|stopped breathing|no "
         "pulse|cardiac arrest",
         "", ""},
    rule{emergency::unconscious, "叫不醒|喊不醒|没反应了",
         "他|她|爸|妈|老人|爷爷|奶奶|外公|外婆|孩子|宝宝|老公|老婆|有人|同事|朋友", "闹钟"},
    rule{emergency::heart, chest_signs, chest_company, ""},
    rule{emergency::heart,
         "心脏病发作了|心梗了|心梗发作|是不是心梗|having a heart attack|might be a heart "
         "attack|think it's a heart attack",
         "", ""},
    rule{emergency::breathing,
         "无法呼吸|不能呼吸|呼吸不了|快窒息|窒息了|噎住|卡在喉咙|嘴唇发紫|嘴唇发青|can't "
         "breathe|cannot breathe|unable to breathe|struggling to breathe|gasping for "
         "air|choking|blue lips|lips are blue|turning blue",
         "", ""},
    rule{emergency::breathing, "喘不上气|喘不过气|呼吸困难", "突然|嘴唇|脸色|发紫|越来越严重|胸",
         ""},
    rule{emergency::stroke,
         "口角歪|嘴歪|嘴角歪|嘴巴歪|口眼歪斜|半身不遂|中风了|脑梗了|好像中风|是不是中风|脑出血|"
         "face droop*|facial droop*|face is droop*|drooping face|slurred speech|slurring|one-sided "
         "weakness|numb on one side|weak on one side|having a stroke|might be a stroke|worst "
         "headache of my life|thunderclap",
         "", ""},
    rule{emergency::stroke,
         "半边脸|半边身|一侧肢体|一侧手脚|一边手脚|单侧|半侧|one side of my|one side of his|one "
         "side of her|one side of the",
         "麻|无力|没力|没知觉|动不了|抬不起|下垂|numb*|weak*|droop*|can't move|paraly*", ""},
    rule{emergency::stroke,
         "说话不清|说不出话|说不清话|口齿不清|言语不清|说话含糊|突然看不见|突然失明|can't "
         "speak|can't talk|cannot speak|lost vision|lost my vision|can't see",
         "突然|忽然|sudden*|all of a sudden|just now", ""},
    rule{emergency::allergy, "过敏性休克|严重过敏反应|anaphyla*", "", ""},
    rule{emergency::allergy,
         "过敏|蜂蜇|蜇了|吃了|吃完|打了针|allerg*|stung|sting|after eating|ate|hives", airway_signs,
         ""},
    rule{emergency::bleeding,
         "大出血|血流不止|止不住血|血止不住|止不住的血|喷血|大量出血|出血不止|吐了血|吐血了|在吐血|"
         "吐了很多血|呕血|咳了很多血|bleeding heavily|heavy bleeding|won't stop bleeding|bleeding "
         "won't stop|bleeding that won't stop|can't stop the bleeding|bleeding a lot|bleeding "
         "badly|spurting blood|vomiting blood|throwing up blood|coughing up blood",
         "", "累到|累得|气到|气得"},
    rule{emergency::seizure,
         "抽搐|癫痫发作|羊癫疯|惊厥|口吐白沫|seizure|seizures|seizing|convuls*|foaming at the "
         "mouth|having a fit",
         "", "眼皮|眼睑|眼角|肌肉抽搐|嘴角抽搐|eyelid"},
    rule{emergency::poisoning,
         "服药过量|药吃过量|吃药过量|药物过量|用药过量|吃了太多药|吃了一整瓶|吃了一瓶|一整瓶药|"
         "误服|误食|喝了农药|百草枯|敌敌畏|煤气中毒|一氧化碳中毒|老鼠药|毒蘑菇|喝了消毒|喝了洗衣液|"
         "喝了漂白|overdos*|took too many|taken too many|too many pills|whole bottle of|drank "
         "bleach|swallowed bleach|swallowed poison|been poisoned|carbon monoxide|swallowed a "
         "battery",
         "", ""},
    rule{emergency::poisoning, "吞了|吞下", "药|片|电池|洗涤|农药", ""},
    rule{emergency::self_harm,
         "自杀|不想活|活不下去|结束生命|结束自己|轻生|自残|割腕|伤害自己|了结自己|死了算了|"
         "不如死了|活着没意思|活着没有意义|活着没意义|跳楼|遗书|kill myself|killing "
         "myself|suicid*|end my life|ending my life|want to die|wanna die|wish i was dead|wish i "
         "were dead|don't want to live|do not want to live|don't want to be alive|no reason to "
         "live|better off dead|self-harm*|self harm*|want to hurt myself|hurting myself|hurt "
         "myself on purpose|cutting myself|want to cut myself|not worth living|take my own "
         "life|end it all|can't go on anymore",
         "", ""},
    rule{emergency::self_harm, "想死", "", "想死你|想死我|想死这|想死那"},
};

constexpr std::string_view denials =
    "没有|没|无|并非|不是|no|not|without|don't have|never|isn't|防|预防|prevent|preventing";

bool is_denied(std::string_view text, std::size_t at) {
  return ends_with_label(text.substr(0, at), denials);
}

bool is_there(std::string_view text, std::string_view phrases) {
  bool found = false;
  for_each_phrase(phrases, [&](std::string_view phrase) {
    for (std::size_t at = find_phrase(text, phrase); at != std::string_view::npos && !found;
         at = find_phrase(text, phrase, at + 1)) {
      found = !is_denied(text, at);
    }
  });
  return found;
}

// "2个月的宝宝", "6-week-old": younger than three months.
bool is_young_infant(std::string_view text) {
  if (has_any(text, "新生儿|刚出生|未满月|没满月|刚满月|半个月大|newborn|new born")) {
    return true;
  }
  constexpr std::string_view child_words =
      "宝宝|婴儿|孩子|小孩|娃|儿子|女儿|大的|baby|infant|son|daughter|child|old";
  bool young = false;
  for (const text_number& n : numbers_in(text)) {
    const bool months =
        n.value < 3 &&
        starts_with_any(
            n.after,
            "个月|个多月|个半月|月龄|month old|months old|-month-old|month-old|-month old|mo");
    const bool weeks =
        n.value <= 12 &&
        starts_with_any(n.after, "周大|周龄|week old|weeks old|-week-old|week-old|-week old");
    const bool days =
        n.value < 90 && starts_with_any(n.after, "天大|日龄|day old|days old|-day-old|day-old");
    young = young || months || weeks || days;
  }
  return young && has_any(text, child_words);
}

bool has_infant_fever(std::string_view folded_text, std::optional<int> age_years) {
  constexpr std::string_view fever =
      "发烧|发热|高烧|低烧|烧到|体温38|体温39|38度|39度|fever*|temperature|38.|39.|100.4|101|102";
  if (!is_there(folded_text, fever)) {
    return false;
  }
  const std::string text = with_digits(folded_text);
  return is_young_infant(text) || (age_years && *age_years == 0);
}

}  // namespace

emergency_set emergencies_in(std::string_view folded_text, std::optional<int> age_years) {
  emergency_set found;
  for (const rule& each : rules) {
    const auto index = static_cast<std::size_t>(each.kind);
    if (!found[index] && is_there(folded_text, each.sign) &&
        (each.together_with.empty() || is_there(folded_text, each.together_with)) &&
        (each.unless.empty() || !has_any(folded_text, each.unless))) {
      found.set(index);
    }
  }
  if (has_infant_fever(folded_text, age_years)) {
    found.set(static_cast<std::size_t>(emergency::infant_fever));
  }
  return found;
}

}  // namespace aurawell::health
