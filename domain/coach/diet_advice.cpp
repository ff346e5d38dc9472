#include "domain/coach/area_advice.hpp"

#include <algorithm>
#include <array>

namespace aurawell::health {

namespace {

constexpr std::array diet_focus_tips{
    focus_tip{"早餐|早饭|breakfast",
              {"早餐别只吃粥配馒头：加一份蛋白质和一份水果，上午就不容易饿。",
               "Breakfast: add a protein source and a piece of fruit to the bread or cereal, and "
               "you'll stay full until lunch."}},
    focus_tip{
        "夜宵|宵夜|晚上饿|半夜饿|睡前饿|late-night|late night|midnight snack*|at night",
        {"想吃夜宵时，先想想晚饭够不够。真饿就吃一小份酸奶、豆浆或水果，别空着肚子硬扛到失眠。",
         "Late-night hunger often means dinner was too small. If you're truly hungry, have yogurt, "
         "soy milk or fruit rather than lying awake."}},
    focus_tip{"奶茶|甜食|甜品|戒糖|糖瘾|可乐|饮料|sugar|sweet*|soda*|candy|chocolate|craving*",
              {"甜饮料先减频率，再减甜度：比如从每天一杯改成一周两杯、三分糖。饭吃饱了，下午就没那"
               "么想喝甜的。",
               "Cut sweet drinks in steps: fewer days first, then less sugar per cup. Cravings "
               "fade when meals are filling."}},
    focus_tip{"外卖|食堂|在外面吃|应酬|takeaway*|takeout|eat out|eating out|restaurant*|canteen",
              {"点外卖时选“一荤两素”，少油少盐写进备注，汤汁不泡饭，主食可以留下三分之一。",
               "Eating out: one protein dish and two vegetable dishes, sauce on the side, and "
               "leave a third of the rice or fries."}},
    focus_tip{"断食|轻断食|生酮|低碳|不吃晚饭|节食|fasting|keto*|low carb|low-carb|skip "
              "dinner|skipping meals",
              {"断食、生酮见效靠的还是总量减少。能长期过下去的吃法才算数；有慢性病或在用药，先问医"
               "生再试。",
               "Fasting and keto work through eating less overall. The pattern you can live with "
               "wins; with a chronic illness or regular medicines, ask your doctor first."},
              condition::eating_disorder},
    focus_tip{"喝酒|啤酒|白酒|戒酒|alcohol|beer|wine|drinking",
              {"酒能不喝就不喝：它热量高，还会把睡眠切碎。要喝就定好一周几天不碰酒。",
               "Alcohol: less is better. It is rich in calories and breaks up sleep; decide in "
               "advance which days stay dry."}},
    focus_tip{"咖啡|浓茶|coffee|caffeine",
              {"咖啡一天 2–3 杯以内对多数成年人没问题，最后一杯放在睡前 8 小时以前。",
               "Two or three coffees a day suit most adults; keep the last one at least 8 hours "
               "before bed."},
              condition::pregnancy},
    focus_tip{"便秘|排便|拉不出|constipat*|fiber|fibre",
              {"想让肠道顺起来，先加蔬菜、全谷和豆类，再把水喝够，饭后走 10 分钟。",
               "For regular bowels: more vegetables, whole grains and beans, enough water, and a "
               "10-minute walk after meals."}},
};

constexpr std::array diet_condition_tips{
    condition_tip{condition::eating_disorder,
                  {"关于吃，你的治疗团队最了解你。我不给热量数字；先守住三餐规律，吃东西让你很痛苦"
                   "时，请尽快联系他们。",
                   "Your care team knows you best here, so I leave calorie numbers out. Keep meals "
                   "regular, and reach out to them soon if eating feels distressing."}},
    condition_tip{condition::pregnancy,
                  {"孕期不节食：体重增多少听产检医生的。不碰酒，不吃生的肉蛋和生鱼片，叶酸、铁按产"
                   "检的安排补。",
                   "Pregnancy is no time to diet: let your antenatal team guide weight gain. No "
                   "alcohol, no raw meat, eggs or fish; folate and iron as they advise."}},
    condition_tip{condition::breastfeeding,
                  {"哺乳期别急着减重，饿了就加一餐，多喝水，每天有奶或豆制品、鱼禽蛋肉和深色蔬菜。",
                   "While breastfeeding, don't rush weight loss: eat when hungry, drink to thirst, "
                   "and keep protein and dark greens in every day."}},
    condition_tip{condition::kidney_disease,
                  {"有肾病时，蛋白质、盐、钾和水的量要由肾内科医生或营养师按化验单来定，所以这里不"
                   "给你具体克数。",
                   "With kidney disease, protein, salt, potassium and fluids must be set by your "
                   "kidney team from your blood results, so I give no grams here."}},
    condition_tip{condition::diabetes,
                  {"血糖：三餐定时，主食每餐一拳、一半换成杂粮，先吃菜和蛋白质再吃主食；不喝甜饮料"
                   "。在用降糖药的话，别随便跳餐，以免低血糖。",
                   "Blood sugar: regular meals, a fist of starch per meal with half of it whole "
                   "grain, vegetables and protein first, no sweet drinks. If you take "
                   "glucose-lowering medicine, don't skip meals: that risks a low."}},
    condition_tip{
        condition::hypertension,
        {"血压：全天盐控制在 5 "
         "克以内（约一啤酒瓶盖），酱油、咸菜、火腿、泡面里的盐也算；多吃新鲜蔬果、豆类和低脂奶。",
         "Blood pressure: under 5 g of salt a day (just under a teaspoon), counting sauces, "
         "pickles, ham and instant noodles; more fresh produce, beans and low-fat dairy."}},
    condition_tip{condition::heart_disease,
                  {"心脏：少油炸和肥肉，用植物油，少盐；喝多少水按心内科给你的要求。",
                   "Heart: little fried or fatty meat, plant oils, little salt; follow your "
                   "cardiologist on how much to drink."}},
    condition_tip{
        condition::gout,
        {"尿酸：不吃动物内脏和浓肉汤，少吃贝类，不喝啤酒和甜饮料；减重要慢，饿得太狠反而容易发作。",
         "Uric acid: skip organ meats and meat broths, go easy on shellfish, no beer or sugary "
         "drinks; lose weight slowly, since crash diets set off attacks."}},
    condition_tip{condition::high_cholesterol,
                  {"血脂：肥肉、奶油、油炸和糕点少一点，每周两次鱼（吃素可换亚麻籽、核桃），每天一"
                   "碗燕麦或豆子。",
                   "Blood lipids: less fatty meat, cream, pastry and frying; fish twice a week (or "
                   "flaxseed and walnuts), and a bowl of oats or beans a day."}},
    condition_tip{condition::fatty_liver,
                  {"脂肪肝：先去掉酒和甜饮料；体重偏高的人慢慢减 5%–10%，多数人的肝就会好转。",
                   "Fatty liver: alcohol and sweet drinks go first; if you carry extra weight, "
                   "losing 5–10% slowly helps most livers."}},
    condition_tip{condition::anaemia,
                  {"贫血：先弄清原因。多选含铁的食物（豆类、豆腐、深绿叶菜，吃荤的再加瘦红肉），同"
                   "餐配富含维生素 C 的蔬果，茶和咖啡隔开一小时。",
                   "Anaemia: have the cause checked. Choose iron-rich food (beans, tofu, dark "
                   "greens, and lean red meat if you eat it) with vitamin-C-rich produce, and keep "
                   "tea and coffee an hour away."}},
    condition_tip{condition::reflux,
                  {"胃：少量多餐，睡前 3 小时不再吃，辣、油、酒、浓咖啡看自己的反应减量。",
                   "Stomach: smaller meals, nothing in the 3 hours before bed, and cut back on "
                   "whatever sets you off: spice, fat, alcohol, coffee."}},
    condition_tip{condition::osteoporosis,
                  {"骨头：每天保证奶或高钙豆腐、绿叶菜，并晒晒太阳；要不要补钙和维生素 D 问医生。",
                   "Bones: dairy or calcium-set tofu and leafy greens daily, some sun; ask your "
                   "doctor about calcium and vitamin D."}},
    condition_tip{condition::thyroid,
                  {"甲状腺：碘和海带紫菜吃多少，甲亢、甲减、结节各不相同，照医生说的来。",
                   "Thyroid: how much iodine and seaweed is right depends on your diagnosis; "
                   "follow your doctor."}},
    condition_tip{
        condition::vegan,
        {"纯素要盯住维生素 B12、铁、钙和碘：选强化食品，B12 通常需要补，和医生或营养师定好怎么补。",
         "On a vegan diet watch vitamin B12, iron, calcium and iodine: choose fortified foods, and "
         "settle B12 with a doctor or dietitian."}},
    condition_tip{condition::nut_allergy,
                  {"坚果过敏：零食、酱料、糕点先看配料表，健康脂肪改用橄榄油、牛油果。",
                   "Nut allergy: read labels on snacks, sauces and pastry; get healthy fats from "
                   "olive oil and avocado."}},
    condition_tip{
        condition::seafood_allergy,
        {"海鲜过敏：omega-3 改从亚麻籽、奇亚籽来；火锅底料和蚝油也要看配料。",
         "Seafood allergy: get omega-3 from flaxseed or chia, and check sauces and broths."}},
    condition_tip{
        condition::egg_allergy,
        {"鸡蛋过敏：糕点、面条、蛋黄酱和挂糊的油炸食品要看配料；打疫苗前把过敏史告诉医生。",
         "Egg allergy: check pastry, noodles, mayonnaise and battered food, and mention it before "
         "vaccinations."}},
    condition_tip{condition::soy_allergy,
                  {"大豆过敏：酱油、豆瓣酱、植物蛋白饮料和很多加工肉里都有大豆，买前看标签。",
                   "Soy allergy: soy sauce, plant drinks and many processed meats contain it; read "
                   "the label."}},
    condition_tip{condition::gluten,
                  {"不吃麸质：主食用米、玉米、土豆、荞麦（看清无麸标识），酱油也可能含小麦。",
                   "Gluten-free: rice, corn, potatoes and certified buckwheat; soy sauce may "
                   "contain wheat."}},
    condition_tip{condition::lactose,
                  {"不能喝奶：钙可以来自加钙豆浆、北豆腐、芝麻和深绿叶菜；单纯乳糖不耐的人还可以试"
                   "无乳糖奶或酸奶。",
                   "No dairy: calcium from fortified soy milk, firm tofu, sesame and dark greens; "
                   "if it is only lactose, try lactose-free milk or yogurt."}},
    condition_tip{condition::no_pork,
                  {"红肉选牛羊的瘦肉，别拿加工肉凑数。",
                   "For red meat choose lean beef or lamb rather than processed meat."}},
};

void write_water(advice_text& out, const assessment& person) {
  if (person.has(condition::kidney_disease) || person.has(condition::heart_disease)) {
    out.bullet({"喝水量有心脏或肾脏的限制时，以医生给的数为准。",
                "If your heart or kidneys limit fluids, keep to your doctor's figure."});
    return;
  }
  const auto weight = person.user_profile().weight_kg;
  if (!weight || person.is_minor) {
    out.bullet({"水分几次喝，喝到尿色淡黄就够了；渴了优先喝白水。",
                "Drink water through the day until your urine is pale yellow."});
    return;
  }
  constexpr double litres_per_kg = 0.03;
  const double litres = std::clamp(*weight * litres_per_kg, 1.5, 3.0);
  out.bullet({"全天饮水约 **{0} 升**（按每公斤 30 毫升），天热、出汗多再加。",
              "Drink about **{0} litres** a day (30 ml per kg), more in heat or when you sweat."},
             {out.number(litres, 1)});
}

void write_child_diet(advice_text& out) {
  out.bullet({"还在长身体，不算热量、不节食：三餐规律，每天有奶或豆制品、鸡蛋或肉鱼、蔬菜和水果。",
              "A growing body needs no calorie counting and no dieting: regular meals with dairy "
              "or soy, eggs, meat or fish, vegetables and fruit every day."});
  out.bullet({"把含糖饮料换成白水或奶，零食放在两餐之间，别边看屏幕边吃。",
              "Swap sweet drinks for water or milk, keep snacks between meals, and eat away from "
              "screens."});
}

}  // namespace

void write_diet(advice_text& out, const briefing& about) {
  const assessment& person = about.person;
  out.heading({"饮食", "Diet"});
  write_focus(out, about, diet_focus_tips, about.most_tips);
  write_conditions(out, about, diet_condition_tips, about.brief ? 2 : 4);
  if (person.is_minor) {
    write_child_diet(out);
  } else {
    write_energy(out, about);
    write_protein(out, person);
    out.bullet(
        {"不用称也能吃对：每餐半盘蔬菜，四分之一全谷或薯类，四分之一蛋白质；水果每天一到两个拳头。",
         "No scale needed: half a plate of vegetables, a quarter whole grains or potatoes, a "
         "quarter protein; one or two fists of fruit a day."});
  }
  if (!about.brief) {
    write_water(out, person);
    if (!person.has(condition::hypertension) && !person.is_minor) {
      out.bullet({"盐每天不超过 5 克，添加糖最好在 25 克以内（一瓶可乐就有约 50 克）。",
                  "Keep salt under 5 g and added sugar ideally under 25 g a day (a 500 ml cola "
                  "holds about 50 g)."});
    }
  }
}

}  // namespace aurawell::health
