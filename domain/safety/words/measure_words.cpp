#include <array>

#include "domain/safety/words/vocabulary.hpp"

namespace aurawell::safety {

namespace {

constexpr word_list label(quantity measured, std::string_view spellings) {
  return {word_kind::label, static_cast<unsigned char>(measured), spellings};
}

constexpr word_list in_unit(unit which, std::string_view spellings) {
  return {word_kind::unit, static_cast<unsigned char>(which), spellings};
}

constexpr auto measure_word_lists = std::to_array<word_list>({
    label(quantity::oxygen,
          "room air|sat at|sat of|sat is|spo2|spo₂|sp02|sao2|o2|o₂|o2 sat|o2 sats|o2 saturation|o2 "
          "level|o2 levels|oxygen|oxygen "
          "level|oxygen "
          "levels|oxygen sat|oxygen sats|oxygen saturation|blood oxygen|sats|satting|saturation|"
          "saturations|pulse ox|pulse oximeter|oximeter|血氧|血氧饱和度|氧饱和度|氧饱和|血氧仪|"
          "饱和度|指脉氧|氧饱|血样饱和度|血氧饱和"),
    label(
        quantity::pulse,
        "heart rate monitor|heart is going|heart going|heart is racing|heart racing|heart is "
        "pounding|heart "
        "rate|heartrate|heart beat|heartbeat|heart beats|heart beating|heart is "
        "beating|hr|pulse|pulse rate|"
        "resting heart rate|resting hr|rhr|resting pulse|心率|心跳|脉搏|脉率|心速|静息心率|心脏跳"),
    label(quantity::breaths,
          "respiratory rate|respiration rate|resp rate|breathing rate|breath "
          "rate|respirations|resps|rr|"
          "breathing|breathes|is breathing|呼吸|呼吸频率|呼吸次数|呼吸率"),
    label(quantity::systolic,
          "bp|blood pressure|bloodpressure|systolic|systolic pressure|top number|upper "
          "number|血压|高压|收缩压|上压|"
          "血压计|blood presure|高血压|低血压|high blood pressure|low blood pressure"),
    label(quantity::diastolic,
          "diastolic|diastolic pressure|bottom number|lower number|低压|舒张压|下压"),
    label(
        quantity::temperature,
        "temperature|temperatures|temp|temps|tmp|body "
        "temperature|fever|fevers|feverish|febrile|thermometer|"
        "burning up|high fever|a fever|running a fever|has a fever|have a fever|a temperature|high "
        "temperature|体温|发烧|发热|高烧|低烧|高热|低热|烧到|烧到了|烧|发高烧|发烫|温度|"
        "体温计|额温|耳温|腋温|肛温|腋下|temperture|temprature"),
    label(quantity::glucose,
          "glucose|blood glucose|blood sugar|blood sugars|bloodsugar|sugar|sugars|sugar "
          "level|bg|bgl|bsl|bs|fbs|rbs|"
          "glucometer|meter|glucose meter|sugar "
          "meter|cgm|dexcom|libre|血糖|血糖仪|血糖值|空腹血糖|餐后血糖|随机血糖|空腹|"
          "餐后两小时|餐后2小时|餐后"),
    label(quantity::ketones,
          "ketone meter|ketone strips|ketone|ketones|ket|kets|blood ketones|blood ketone|beta "
          "hydroxybutyrate|血酮|酮体|酮|尿酮|血酮体|尿酮体"),
    label(quantity::seizure,
          "seizure|seizures|seizing|convulsing|convulsion|convulsions|fitting|having a fit|shaking "
          "and "
          "unresponsive|抽搐|惊厥|抽风|癫痫发作|癫痫|羊癫疯|抽了|一直抽|还在抽|抽筋翻白眼|羊角风|"
          "热性惊厥|高热惊厥"),
    label(quantity::unconscious,
          "unconscious|passed out|blacked out|unresponsive|knocked out|lost consciousness|loss of "
          "consciousness|wont wake "
          "up|昏迷|昏过去|晕过去|晕过去了|昏迷不醒|不省人事|失去意识|没有意识|没意识|"
          "叫不醒|昏倒|晕倒|昏死过去"),
    label(quantity::no_urine,
          "without a wet diaper|without a wet nappy|without peeing|without urine|no urine|no "
          "pee|no wee|no wet nappy|no wet nappies|no wet diaper|no wet diapers|hasnt "
          "peed|hasnt pee|"
          "havent peed|has not peed|have not peed|not peed|hasnt urinated|havent urinated|not "
          "urinated|hasnt weed|"
          "hasnt had a wee|hasnt had a wet diaper|hasnt had a wet nappy|not had a wet nappy|not "
          "had a wet diaper|"
          "dry diaper|dry nappy|dry diapers|dry nappies|didnt pee|didnt "
          "urinate|没有尿|没尿|没小便|没有小便|无尿|尿不出|没撒尿|没排尿|没有排尿|"
          "没尿尿|没有尿尿|不尿|没尿过|没拉尿|一滴尿都没|一点尿都没|尿布是干的|尿不湿是干的|"
          "尿不湿都是干的|没解小便|解不出小便"),
    label(quantity::no_drink,
          "hasnt drunk|havent drunk|not drunk anything|hasnt drank|havent drank|no fluids|no "
          "water|refusing "
          "fluids|hasnt fed|not fed|hasnt nursed|wont feed|refusing to feed|refuses to feed|hasnt "
          "taken milk|"
          "hasnt had any milk|not "
          "feeding|没喝水|没有喝水|滴水未进|没喝奶|没吃奶|不吃奶|拒奶|没有吃奶|不喝奶|没进水"),
    label(quantity::no_food,
          "hasnt eaten|havent eaten|not eaten|no food|eaten nothing|without food|not "
          "eating|没吃饭|没吃东西|"
          "没有吃东西|没进食|粒米未进|没有进食|什么都没吃|没吃任何东西|绝食"),
    label(quantity::no_foetal_movement,
          "no movement|no movements|no kicks|no fetal movement|no foetal movement|havent felt the "
          "baby|havent felt "
          "baby|havent felt her move|havent felt him move|hasnt moved|hasnt kicked|not moved|not "
          "felt the baby|havent felt any movement|havent felt movement|没有胎动|没胎动|"
          "胎动消失|胎动没有|没感觉到胎动|没有感觉到胎动|没感到胎动|摸不到胎动|胎儿不动|宝宝不动|"
          "无胎动|胎动没了"),
    label(quantity::weight, "weight|weighs|weigh|weighing|体重"),
    label(quantity::other,
          "a1c|hba1c|cholesterol|ldl|hdl|triglycerides|potassium|sodium|creatinine|uric "
          "acid|hemoglobin|haemoglobin|"
          "platelets|platelet|wbc|crp|ferritin|vitamin|bmi|height|waist|score|scored|scoring|"
          "points|page|room|floor|flat|street|"
          "head circumference|length|bilirubin|bus|route|number|version|iphone|song|song "
          "from|level|lesson|chapter|exam|test|grade|"
          "price|cost|costs|paid|pay|bill|humidity|battery|volume|channel|size|bedroom|cholesterol "
          "is|max heart rate|maximum heart "
          "rate|max "
          "hr|糖化|糖化血红蛋白|胆固醇|甘油三酯|血脂|尿酸|血钾|肌酐|血红蛋白|血小板|白细胞|转氨酶|"
          "腰围|身高|房间|"
          "页|楼|路|价格|价钱|花了|卖|电量|考了|得分|分数|湿度|深呼吸|deep breaths|deep "
          "breath|头围|身长|胸围|黄疸|黄疸值|胆红素|眼压|颅压|胎压|血管|水压|心率区间|最大心率|"
          "血压药|降压药|降糖药|糖尿病|糖|"
          "high blood sugar|low blood sugar|heart rate zone|heart rate zones|oxygen "
          "concentrator|oxygen tank|oxygen "
          "cylinder|制氧机|氧气瓶|吸氧|氧气|temperature "
          "outside|fever pitch|dance fever|fever tree|golden hour|blood pressure medication|blood "
          "pressure pills|blood "
          "pressure medicine|blood pressure meds|blood sugar medicine|sugar free|sugar cubes"),
    in_unit(unit::percent, "%|percent|per cent|个百分点"),
    in_unit(unit::per_minute,
            "bpm|beats per minute|beats a minute|beats/min|beats / "
            "min|/min|次/分|次每分|次/min|次一分钟|次每分钟|次/分钟|下每分钟|"
            "breaths per minute|breaths a minute|breaths/min|per minute|a minute|per "
            "min|次1分钟|下/分"),
    in_unit(unit::times, "times a minute|times per minute|次|下|beats|breaths|跳"),
    in_unit(unit::mmhg, "mmhg|mm hg|毫米汞柱|毫米汞|汞柱|mm汞柱"),
    in_unit(unit::kpa, "kpa|千帕"),
    in_unit(unit::mmol, "mmol/l|mmol|mmols|mmoll|毫摩尔|毫摩|毫摩尔每升|mmol每升"),
    in_unit(unit::mg_dl, "mg/dl|mgdl|mg / dl|mg dl|mg/100ml|毫克每分升"),
    in_unit(unit::celsius,
            "c|℃|°c|° c|degrees c|degrees celsius|celsius|摄氏度|deg c|degree celsius|degree c|ºc"),
    in_unit(unit::fahrenheit,
            "f|℉|°f|° f|degrees f|degrees fahrenheit|fahrenheit|华氏度|deg f|farenheit|degrees "
            "farenheit|ºf"),
    in_unit(unit::degree, "度|°|º|degrees|degree|deg"),
    in_unit(unit::gram, "g|gm|gms|gr|gram|grams|gramme|grammes|克|公克"),
    in_unit(unit::milligram, "mg|mgs|milligram|milligrams|毫克"),
    in_unit(unit::kilogram, "kg|kgs|kilo|kilos|kilogram|kilograms|公斤|千克"),
    in_unit(unit::jin, "斤"),
    in_unit(unit::pound, "lb|lbs|pound|pounds|磅"),
    in_unit(unit::piece,
            "pill|pills|tablet|tablets|tab|tabs|capsule|capsules|caplets|caps|片|粒|颗|丸"),
    in_unit(unit::of_them, "of them|of those|of these"),
    in_unit(unit::strip, "整板|板|strips|strip|blister packs|blister pack"),
    in_unit(
        unit::box,
        "整盒|whole box|entire box|whole pack|entire pack|盒|boxes|box|packs|pack|packets|packet"),
    in_unit(
        unit::bottle,
        "瓶|整瓶|bottle|bottles|whole bottle|whole bottles|full bottle|entire bottle|bottle full"),
    in_unit(unit::handful, "handful|handfuls|大把|把"),
    in_unit(unit::drink,
            "shots|shot|beers|drinks|glasses of wine|pints|pints of beer|shots of vodka|shots of "
            "tequila|shots of whiskey|cans of beer|罐啤酒|听啤酒"),
    in_unit(unit::spirit_bottle,
            "瓶白酒|瓶洋酒|瓶伏特加|瓶威士忌|bottle of vodka|bottles of vodka|bottle of "
            "whiskey|bottle of "
            "whisky|bottle of rum|bottle of gin|bottle of tequila|fifth of vodka|bottle of "
            "liquor|bottles of whiskey|handle of vodka"),
    in_unit(unit::wine_bottle, "瓶红酒|瓶葡萄酒|bottle of wine|bottles of wine"),
    in_unit(unit::beer_bottle, "瓶啤酒|bottles of beer|bottle of beer"),
    in_unit(unit::spirit_jin, "斤白酒|斤高度酒|斤二锅头"),
    in_unit(unit::second, "s|sec|secs|second|seconds|秒|秒钟"),
    in_unit(unit::minute, "m|min|mins|minute|minutes|分钟|分多钟|分|来分钟"),
    in_unit(unit::hour,
            "h|hr|hrs|hour|hours|小时|个小时|个钟头|钟头|个多小时|个半小时|多小时|个钟|来小时"),
    in_unit(unit::day, "d|day|days|天|日龄|日|天多|整天|day-old|days-old"),
    in_unit(unit::week,
            "w|wk|wks|week|weeks|周|周龄|个星期|星期|个礼拜|礼拜|孕周|week-old|weeks-old|w/o|周半"),
    in_unit(unit::month,
            "mo|mos|mth|mths|month|months|个月|个多月|个半月|月龄|月大|m/"
            "o|month-old|months-old|个月零"),
    in_unit(unit::year, "yr|yrs|year|years|年"),
    in_unit(unit::year_old,
            "岁|周岁|岁半|yo|y/o|y o|yr old|yrs old|year old|years old|year-old|years-old|yr-old|"
            "years of age"),
    in_unit(
        unit::other,
        "元|块|块钱|万|万步|步|页|楼|层|路|号|公里|里|米|厘米|公分|毫升|升|毫米|分钱|人|个人|台|条|"
        "本|章|首|kms|km|k|meters|metres|miles|mile|mi|cm|mm|ml|"
        "litres|liters|litre|liter|l|ft|feet|inches|inch|in "
        "tall|steps|people|friends|dollars|dollar|usd|rmb|yuan|"
        "euros|euro|pounds "
        "sterling|bucks|cents|points|pts|pages|calories|kcal|cal|cals|reps|sets|laps|floors|stairs|"
        "times|times a "
        "week|songs|guests|kids|children|students|patients|votes|likes|am|pm|oclock|点钟|点半|st|"
        "nd|rd|th|mph|kmh|"
        "watts|volts|分之|瓦|伏|级|届|期|倍|折|世纪|percent off|% off|% discount|% humidity|% "
        "battery|卡|大卡|千卡|个|iu|mcg|%的电"),
});

}  // namespace

std::span<const word_list> measure_words() noexcept {
  return measure_word_lists;
}

}  // namespace aurawell::safety
