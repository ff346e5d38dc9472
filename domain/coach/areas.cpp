#include "domain/coach/areas.hpp"

#include <algorithm>

#include "domain/text/numerals.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

struct area_words {
  area which;
  /// Three points each.
  std::string_view strong;
  /// One point each.
  std::string_view weak;
};

constexpr std::array word_table{
    area_words{area::diet,
               "饮食|食谱|营养|早餐|午餐|晚餐|夜宵|宵夜|零食|外卖|蛋白质|碳水|热量|卡路里|忌口|"
               "吃什么|怎么吃|吃多少|能吃|可以吃|喝水|蔬菜|水果|奶茶|节食|食欲|胃口|断食|diet*|eat|"
               "eating|food*|meal*|nutrition*|calorie*|kcal|protein|carb*|breakfast|lunch|dinner|"
               "snack*|recipe*|vegetable*|fruit*|fasting|appetite|hydrat*|what to eat|craving*",
               "吃|喝|饿|糖|盐|油|甜食|饭|肉|维生素|膳食|减肥餐|drink*|water|hungry|sugar|salt|"
               "coffee|alcohol|vitamin*|supplement*|cook*|ate"},
    area_words{area::exercise,
               "运动|锻炼|健身|跑步|散步|快走|步数|力量训练|有氧|游泳|瑜伽|拉伸|心率|增肌|肌肉|"
               "俯卧撑|深蹲|骑车|骑行|体能|马拉松|训练|exercise*|exercising|workout*|work "
               "out|working out|running|jog*|gym|fitness|cardio|strength|stretch*|yoga|swim*|heart "
               "rate|muscle*|push-up*|pushup*|squat*|cycling|marathon|training|hiit|abs|six "
               "pack|腹肌|马甲线|plank*",
               "跑|走路|爬山|打球|步|walk*|run|steps|bike|sport*|train|active|lift*|5k|10k"},
    area_words{
        area::weight,
        "减肥|减重|减脂|瘦身|体重|增重|增胖|长胖|发胖|肥胖|超重|太瘦|偏瘦|bmi|腰围|肚腩|小肚子|"
        "掉秤|想瘦|瘦下来|lose weight|losing weight|weight loss|gain "
        "weight|overweight|obes*|belly|slim*|underweight|body fat|too thin|lose fat|put on "
        "weight|weight|lose 1|lose 2|lose 3|lose 4|lose 5|lose 6|lose 7|lose 8|lose 9|lose some",
        "胖|瘦|减掉|身材|fat|pounds|plateau|heavy|waist"},
    area_words{area::sleep,
               "睡眠|失眠|熬夜|入睡|睡不着|睡不好|早醒|半夜醒|打鼾|打呼|做梦|噩梦|睡觉|午睡|作息|"
               "起夜|安眠药|褪黑素|sleep*|insomnia|asleep|bedtime|nap|naps|snor*|nightmare*|"
               "melatonin|awake|wake up|waking up",
               "睡|困|早起|起床|生物钟|夜班|wake|bed|jet lag|night"},
    area_words{area::mind,
               "压力|焦虑|抑郁|情绪|心情|心理|难过|孤独|崩溃|沮丧|失恋|恐慌|内耗|烦躁|紧张|想哭|"
               "心慌意乱|stress*|anxi*|depress*|mood|sad|lonely|loneliness|panic*|overwhelm*|"
               "burnout|burned out|burnt "
               "out|mental*|emotion*|nervous|grief|heartbroken|breakup|meditat*|mindful*|hopeless|"
               "worthless|unmotivated",
               "烦|担心|害怕|生气|暴躁|哭|无聊|委屈|孤单|放松|冥想|worr*|afraid|angry|cry*|upset|"
               "relax*|frustrat*|unhappy|bored|scared"},
};

constexpr std::string_view tired_words =
    "累|疲惫|疲劳|疲倦|没精神|没力气|没劲|乏力|困倦|提不起劲|没精力|无精打采|嗜睡|精力不足|tired*|"
    "fatigue*|exhaust*|no energy|low energy|low on energy|drained|worn out|sluggish|letharg*|more "
    "energy|sleepy all";
constexpr std::string_view plan_words =
    "计划|方案|规划|全面|整体|综合|健康建议|生活方式|养生|怎么才能健康|更健康|变健康|健康习惯|plan|"
    "overall|healthy lifestyle|healthier|be healthy|get healthy|lifestyle|general advice|health "
    "advice|health tips|wellness|improve my health|routine|healthy habits";
constexpr std::string_view medication_words =
    "吃什么药|什么药|药量|剂量|吃几片|吃几粒|停药|不吃药|换药|加药|减药|安眠药|降压药|止痛药|"
    "布洛芬|感冒药|抗生素|抗抑郁药|二甲双胍|胰岛素|减肥药|褪黑素|吃药|服药|药物|medication*|"
    "medicine*|drug|drugs|dose|dosage|pill|pills|tablet*|antibiotic*|ibuprofen|paracetamol|"
    "acetaminophen|aspirin|metformin|insulin|statin*|antidepressant*|ssri*|ozempic|semaglutide|"
    "wegovy|melatonin|sleeping pill*|blood pressure meds|meds|prescri*";

// Whether the word that ends at `end` only labels a number: "体重80", "体重是 80", "sleep about 5".
bool labels_number(std::string_view text, std::size_t end) {
  constexpr std::string_view fillers =
      " |:|=|是|为|约|大约|了|着|只有|只|得|觉|不到|is|of|about|around|only|goal|眠|时间";
  std::string_view rest = text.substr(end, 24);
  for (bool shortened = true; shortened && !rest.empty();) {
    if (is_ascii_digit(rest.front())) {
      return true;
    }
    shortened = false;
    for_each_phrase(fillers, [&](std::string_view filler) {
      if (!shortened && rest.starts_with(filler)) {
        rest.remove_prefix(filler.size());
        shortened = true;
      }
    });
  }
  return false;
}

struct score {
  int asked = 0;
  int labels = 0;
};

void count_words(std::string_view text, std::string_view words, int points, score& into) {
  for_each_phrase(words, [&](std::string_view word) {
    const std::string_view bare = word.substr(0, word.find('*'));
    bool asked = false;
    bool label = false;
    for (std::size_t at = find_phrase(text, word); at != std::string_view::npos && !asked;
         at = find_phrase(text, word, at + 1)) {
      const bool is_label = labels_number(text, at + bare.size());
      asked = asked || !is_label;
      label = label || is_label;
    }
    into.asked += asked ? points : 0;
    into.labels += label ? points : 0;
  });
}

using scores = std::array<int, static_cast<std::size_t>(area::count)>;

// Returns the areas whose score is close to the highest score.
area_set leading(const scores& points) {
  area_set found;
  const int most = *std::max_element(points.begin(), points.end());
  for (std::size_t i = 0; i < points.size(); ++i) {
    found[i] = points[i] > 0 && points[i] * 5 >= most * 2;
  }
  return found;
}

}  // namespace

topic topic_of(std::string_view folded_text, int told_facts) {
  const std::string text = with_digits(folded_text);
  scores asked{};
  scores labels{};
  for (const area_words& row : word_table) {
    score points;
    count_words(text, row.strong, 3, points);
    count_words(text, row.weak, 1, points);
    asked[static_cast<std::size_t>(row.which)] = points.asked;
    labels[static_cast<std::size_t>(row.which)] = points.labels;
  }
  topic found;
  found.tired = has_any(text, tired_words);
  found.medication = has_any(text, medication_words);
  const int most = *std::max_element(asked.begin(), asked.end());
  if (!found.medication || most > 1) {  // "吃" in "吃几片药" asks for no menu
    found.areas = leading(asked);
  }
  const bool plan_word = has_any(text, plan_words);
  constexpr int introduction = 3;
  if (found.areas.none() && !found.tired && !found.medication) {
    if (plan_word || told_facts >= introduction) {
      found.full_plan = true;
    } else {
      found.areas = leading(labels);
    }
  }
  constexpr std::size_t many = 4;
  found.full_plan = found.full_plan || found.areas.count() >= many;
  if (found.full_plan) {
    found.areas.set();
  }
  return found;
}

}  // namespace aurawell::health
