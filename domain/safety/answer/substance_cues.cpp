#include <array>

#include "domain/safety/answer/cue.hpp"

namespace aurawell::safety {

namespace {

constexpr auto substance_cue_lists = std::to_array<cue_words>({
    {cue::drug,
     "amoxicillin|azithromycin|antibiotic|antibiotics|penicillin|cephalexin|prednisone|"
     "prednisolone|dexamethasone|cortisone|steroid|steroids|hydrocortisone|omeprazole|"
     "esomeprazole|pantoprazole|loperamide|imodium|cetirizine|loratadine|fexofenadine|zyrtec|"
     "claritin|antihistamine|salbutamol|albuterol|ventolin|inhaler|reliever|blue inhaler|"
     "nitroglycerin|nitroglycerine|glyceryl trinitrate|gtn|insulin|statin|statins|atorvastatin|"
     "simvastatin|rosuvastatin|losartan|ramipril|enalapril|valsartan|clopidogrel|apixaban|"
     "rivaroxaban|eliquis|xarelto|levothyroxine|thyroxine|gabapentin|pregabalin|furosemide|"
     "spironolactone|hydrochlorothiazide|nsaid|nsaids|cough syrup|decongestant|pseudoephedrine|"
     "dextromethorphan|guaifenesin|doxycycline|ciprofloxacin|oseltamivir|tamiflu|activated "
     "charcoal|epinephrine|adrenaline|naloxone|narcan|ondansetron|domperidone|metoclopramide|"
     "antacid|antacids|famotidine|semaglutide|ozempic|painkiller|pain reliever|pain relievers|"
     "blood thinner|blood thinners|blood pressure medicine|blood pressure medication|blood "
     "pressure tablets|blood pressure drugs|antidepressant|sleeping tablet|beta blocker|bisoprolol|"
     "carvedilol|lamotrigine|valproate|levetiracetam|keppra|risperidone|mirtazapine|trazodone|"
     "hydroxyzine|meclizine|promethazine|sildenafil|viagra|finasteride|methylprednisolone|"
     "allopurinol|tramadol|excedrin|nyquil|dayquil|mucinex|robitussin|pepto-bismol|bismuth|"
     "laxative|bisacodyl|senna|diuretic|diuretics|sedative|sedatives|birth control pill|"
     "contraceptive pill|aspirin 81|epipen|thyroid medication|diabetes medication|diabetes "
     "medicine|heart medication|heart medicine|prozac|fever reducer"},
    {cue::drug,
     "阿莫西林|阿奇霉素|左氧氟沙星|奥司他韦|达菲|连花清瘟|板蓝根|蒙脱石散|思密达|奥美拉唑|"
     "雷贝拉唑|氯雷他定|西替利嗪|沙丁胺醇|万托林|吸入器|硝酸甘油|速效救心丸|丹参滴丸|胰岛素|他汀|"
     "阿托伐他汀|瑞舒伐他汀|辛伐他汀|氯吡格雷|波立维|优甲乐|左甲状腺素|泼尼松|强的松|地塞米松|"
     "抗生素|消炎药|退烧药|退热药|止泻药|降脂药|缬沙坦|厄贝沙坦|氯沙坦|激素药|右美沙芬|氨溴索|"
     "抗凝药|利尿剂|呋塞米|活性炭|多潘立酮|吗丁啉|莫沙必利|铝碳酸镁|达喜|助眠药|抗过敏药|胃药|"
     "降压片|甲硝唑|诺氟沙星|黄连素|藿香正气|感冒灵|洛哌丁胺|易蒙停|肾上腺素|赖诺普利|卡托普利|"
     "依那普利|比索洛尔|利伐沙班|阿卡波糖|达格列净|司美格鲁肽|丙戊酸|左乙拉西坦|帕罗西汀|米氮平|"
     "止疼药|镇痛药|处方药|抗癫痫药|心脏病药|甲状腺药|退烧贴|避孕药|糖皮质激素|拉莫三嗪|西地那非"},
    {cue::medicine,
     "medicines|medications|drug|drugs|prescription|prescriptions|injection|syrup|"
     "painkilling|dose|doses|dosage|药膏|药水|口服液|糖浆|剂量|药量|处方|滴眼液|眼药水|"
     "喷雾|气雾剂"},
    {cue::food,
     "protein|carbs|carbohydrate|carbohydrates|carb|fat|saturated fat|sugar|sugars|added sugar|"
     "added sugars|salt|sodium|fibre|fiber|potassium|magnesium|zinc|iron|calcium|vitamin d|vitamin "
     "d3|vitamin b12|vitamin b6|vitamin e|vitamin k|vitamin a|folate|folic acid|iodine|selenium|"
     "omega-3|omega 3|epa|dha|creatine|caffeine|coffee|tea|green tea|melatonin|collagen|whey|"
     "cholesterol|alcohol|ethanol|oats|oatmeal|rice|bread|toast|meat|fish|chicken|beef|tofu|egg|"
     "yogurt|yoghurt|cheese|vegetables|veg|fruit|fruits|berries|banana|apple|honey|olive oil|oil|"
     "seeds|beans|lentils|glucose|glucose tablet|glucose gel|fast-acting carbohydrate|electrolyte|"
     "electrolytes|rehydration|ors|rehydration solution|saline|fluid|fluids|liquid|broth|soup|"
     "smoothie|formula|breast milk|supplement|supplements|multivitamin|multivitamins|probiotics|"
     "turmeric|ginger|garlic|peppermint|chamomile|lemon|vinegar|soda|sports drink|psyllium|"
     "polyphenols|nitrate|purines|collagen powder|lactose|starch|snack|pasta|potatoes|hemoglobin|"
     "blood|urine|alcohol units|spirits|cereal|quinoa|salmon|spinach|dark chocolate|walnuts|chia|"
     "sweets|dextrose|jelly beans|juice|baking soda|weight|ice|gluten|net carbs|ketones|"
     "creatinine|triglycerides|ldl|hdl|uric acid|cream|sunscreen|moisturiser|moisturizer|soap"},
    {cue::food,
     "蛋白质|蛋白|碳水|碳水化合物|脂肪|糖|添加糖|盐|食盐|钠|膳食纤维|纤维|钾|镁|锌|铁|钙|维生素d|"
     "维生素c|维生素b12|叶酸|碘|硒|鱼油|欧米伽|肌酸|咖啡因|咖啡|茶|绿茶|褪黑素|胶原蛋白|乳清|酒精|"
     "燕麦|米饭|大米|全麦面包|肉|瘦肉|鱼|鸡胸肉|鸡肉|牛肉|豆腐|鸡蛋|酸奶|奶酪|蔬菜|青菜|浆果|香蕉|"
     "蜂蜜|橄榄油|植物油|食用油|油|种子|豆类|大豆|葡萄糖|补液盐|口服补液盐|电解质|生理盐水|液体|汤|"
     "奶粉|母乳|配方奶|保健品|补充剂|复合维生素|姜|生姜|姜片|蒜|大蒜|柠檬|柠檬片|醋|果汁|主食|杂粮|"
     "薯类|红薯|土豆|面条|坚果仁|核桃|腰果|芝麻|奶|豆浆|温水|开水|热水|凉水|饼干片|果干|海带|菠菜|"
     "三文鱼|虾|水果糖|方糖|糖块|巧克力|蔗糖|嘌呤|胆固醇|血红蛋白|尿酸|尿|乳糖|淀粉|黑巧克力|茶叶|"
     "话梅|山楂|陈皮|菊花|薄荷|百合|莲子|西红柿|黄瓜|生菜|全麦|吐司片|芝士|火腿|培根|面膜|冰|木耳|"
     "香菇|玉米|南瓜|花椰菜|西兰花|胡萝卜|草莓|橙子|猕猴桃|小番茄|圣女果|瓜子仁|大枣|桂圆|防晒霜|"
     "洗手液|洗洁精|沐浴露|洗衣液"},
});

}  // namespace

std::span<const cue_words> substance_cues() noexcept {
  return substance_cue_lists;
}

}  // namespace aurawell::safety
