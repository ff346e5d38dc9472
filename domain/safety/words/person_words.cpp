#include <array>

#include "domain/safety/words/vocabulary.hpp"

namespace aurawell::safety {

namespace {

constexpr word_list words_for(person which, std::string_view spellings) {
  return {word_kind::person, static_cast<unsigned char>(which), spellings};
}

constexpr word_list holds(fact which, std::string_view spellings) {
  return {word_kind::fact, static_cast<unsigned char>(which), spellings};
}

constexpr word_list medicine(drug which, std::string_view spellings) {
  return {word_kind::drug, static_cast<unsigned char>(which), spellings};
}

constexpr auto person_word_lists = std::to_array<word_list>({
    words_for(person::self,
              "my|i have|ive|ive got|i had|i got|i feel|im|i am|me|我|我的|本人|我自己|俺"),
    // Words about somebody other than the writer: the measurement belongs to the person named
    // before.
    words_for(
        person::unknown,
        "he|she|his|her|hers|him|it|its|hes|shes|they|their|他|她|它|我给|我帮|我们|我家|我很|我好|"
        "我量|我测|我担心|我该|我怎么|我现在该"),
    words_for(
        person::adult,
        "mom|mum|mother|dad|father|husband|wife|grandma|grandpa|grandmother|grandfather|granny|nan|"
        "uncle|aunt|"
        "brother|sister|boyfriend|girlfriend|partner|friend|roommate|neighbor|neighbour|mother in "
        "law|father in law|"
        "old man|old "
        "lady|patient|coworker|colleague|爸|妈|爸爸|妈妈|父亲|母亲|老爸|老妈|我爸|我妈|爷爷|奶奶|"
        "外公|外婆|姥姥|姥爷|老公|老婆|丈夫|妻子|"
        "媳妇|爱人|老人|老人家|老头|老太太|岳父|岳母|公公|婆婆|哥哥|姐姐|同事|朋友|室友|邻居|"
        "男朋友|女朋友|老伴|孩子他爸|孩子爸|孩子妈|宝妈|孕妇|产妇|妹妹|弟弟|表姐|嫂子|闺蜜"),
    words_for(
        person::child,
        "baby|babies|infant|newborn|newborns|toddler|child|kid|son|daughter|grandson|granddaughter|"
        "little one|little boy|"
        "little "
        "girl|niece|nephew|preemie|neonate|boy|girl|twins|twin|grandchild|bub|宝宝|婴儿|孩子|小孩|"
        "小孩子|娃|娃娃|宝贝|儿子|女儿|闺女|小家伙|小朋友|孙子|孙女|外孙|外孙女|新生儿|"
        "幼儿|儿童|早产儿|大宝|二宝|小宝|崽|囡囡|双胞胎|侄子|外甥|初生儿"),
    words_for(
        person::animal,
        "dog|dogs|cat|cats|puppy|kitten|hamster|rabbit|horse|hamsters|bird|parrot|turtle|lizard|"
        "cow|pig|chicken|"
        "goat|fish|pet|狗|狗狗|猫|猫咪|小狗|小猫|仓鼠|兔子|马|鹦鹉|乌龟|牛|猪|宠物|金毛|泰迪|"
        "我家狗|我家猫"),

    holds(fact::lung_disease,
          "copd|emphysema|chronic bronchitis|chronic "
          "obstructive|慢阻肺|肺气肿|慢性阻塞性|慢支|老慢支|慢性支气管炎"),
    holds(fact::weak_defence,
          "chemo|chemotherapy|neutropenia|neutropenic|transplant|transplanted|bone marrow "
          "transplant|kidney transplant|liver "
          "transplant|immunosuppressed|immunosuppressants|immunosuppressant|immunocompromised|no "
          "spleen|without a spleen|"
          "splenectomy|spleen removed|spleen was removed|asplenia|tacrolimus|leukemia|leukaemia|on "
          "rituximab|化疗|移植|"
          "中性粒细胞减少|粒缺|粒细胞缺乏|免疫抑制剂|免疫抑制|脾切除|切了脾|脾切了|没有脾|他克莫司|"
          "白血病|骨髓移植|肾移植|放化疗"),
    holds(fact::pregnant,
          "pregnant|pregnancy|im expecting|third trimester|second trimester|gestation|weeks "
          "along|preeclampsia|pre eclampsia|pre-eclampsia|怀孕|孕妇|孕晚期|孕中期|孕期|孕|"
          "怀着孕|身孕|怀着|有孕|怀二胎|子痫前期|先兆子痫|胎动|妊娠|预产期"),
    holds(fact::gave_birth,
          "postpartum|post partum|after giving birth|gave birth|given birth|post "
          "natal|postnatal|delivered my baby|had "
          "my baby|had a baby|c section|csection|c-section|had a c "
          "section|产后|坐月子|月子里|刚生完|生完孩子|生完|剖腹产|剖宫产|顺产|生了孩子|分娩后|产妇|"
          "生产后"),
    holds(fact::athlete,
          "athlete|marathon runner|triathlete|pro cyclist|endurance "
          "runner|运动员|马拉松跑者|常年跑步|长跑者|asleep|sleeping|"
          "while i sleep|in my sleep|at night while|during sleep|睡着|睡眠|睡觉时|熟睡"),
    holds(fact::newborn,
          "newborn|newborns|new born|neonate|under 3 months|under three months|less than 3 "
          "months|less than three "
          "months|not yet 3 months|not yet three "
          "months|新生儿|刚生下来|刚出生|初生儿|未满月|没满月|还没满月|刚满月|满月宝宝|满月的|"
          "没满三个月|未满三个月|不到三个月|不足三个月|还没三个月|没到三个月|没满3个月|未满3个月|"
          "不到3个月|不足3个月|"
          "没到3个月|月子里的|半个月大|刚落地"),
    holds(fact::pressure_sign,
          "headache|headaches|bad head|blurred vision|blurry vision|blurry|vision|see spots|seeing "
          "spots|seeing stars|chest pain|"
          "chest hurts|chest tightness|short of breath|shortness of breath|cant breathe|trouble "
          "breathing|confused|confusion|numb|"
          "numbness|weakness|slurred|vomiting|throwing up|nosebleed|nose bleed|face is "
          "drooping|swollen face|upper belly pain|pain under my ribs|头痛|头疼|"
          "头很痛|头很疼|头好痛|头好疼|视力模糊|看不清|眼花|眼前发黑|看东西模糊|视物模糊|胸痛|胸闷|"
          "胸口疼|胸口痛|喘不上气|呼吸困难|气短|意识模糊|糊涂|麻木|发麻|无力|说话不清|"
          "呕吐|吐了|恶心|流鼻血|上腹痛|上腹疼|剧烈头痛|头快炸"),
    holds(fact::sugar_sign,
          "vomiting|throwing up|vomited|drowsy|sleepy|confused|confusion|fruity|breathing "
          "fast|fast breathing|deep breathing|belly "
          "pain|stomach pain|abdominal pain|nauseous|nausea|very "
          "thirsty|lethargic|weak|dehydrated|呕吐|吐了|一直吐|恶心|嗜睡|昏昏沉沉|迷糊|糊涂|"
          "意识模糊|烂苹果味|呼吸深快|呼吸很快|肚子疼|肚子痛|腹痛|口渴|没精神|精神差|精神不好|尿多|"
          "脱水|发蔫|乏力"),
    holds(fact::fever,
          "high fever|feels hot|burning hot|running a fever|has a fever|have a fever|a "
          "fever|fever|feverish|febrile|high "
          "temperature|a temperature|burning "
          "up|fevers|发烧|发热|高烧|低烧|发高烧|发烫|高热|低热|烧起来"),

    medicine(drug::paracetamol,
             "paracetamol|acetaminophen|tylenol|panadol|calpol|paracetemol|tylenols|paracetamols|"
             "apap|对乙酰氨基酚|扑热息痛|泰诺|泰诺林|必理通|百服宁|"
             "散利痛"),
    medicine(drug::ibuprofen,
             "ibuprofen|advil|motrin|nurofen|ibuprofens|naproxen|aleve|diclofenac|布洛芬|芬必得|"
             "美林|双氯芬酸|萘普生"),
    medicine(drug::aspirin, "aspirin|aspirins|disprin|阿司匹林|拜阿司匹灵"),
    medicine(drug::sleeping,
             "sleeping pills|sleeping pill|sleeping "
             "tablets|xanax|valium|diazepam|alprazolam|ambien|zolpidem|clonazepam|klonopin|"
             "lorazepam|ativan|temazepam|"
             "安眠药|安定|地西泮|阿普唑仑|佐匹克隆|思诺思|艾司唑仑|舒乐安定|劳拉西泮|氯硝西泮|"
             "唑吡坦|右佐匹克隆|睡觉的药"),
    medicine(drug::opioid,
             "oxycodone|oxycontin|oxys|percocet|vicodin|hydrocodone|morphine|codeine|tramadol|"
             "methadone|fentanyl|norco|co-codamol|吗啡|可待因|曲马多|羟考酮|"
             "奥施康定|美沙酮|芬太尼|杜冷丁"),
    medicine(drug::antidepressant,
             "antidepressants|antidepressant|amitriptyline|sertraline|zoloft|prozac|fluoxetine|"
             "citalopram|"
             "escitalopram|lexapro|venlafaxine|effexor|bupropion|wellbutrin|quetiapine|seroquel|"
             "lithium|olanzapine|clozapine|duloxetine|抗抑郁药|阿米替林|舍曲林|"
             "百忧解|氟西汀|文拉法辛|喹硫平|碳酸锂|奥氮平|氯氮平|艾司西酞普兰|帕罗西汀|抗精神病药|"
             "度洛西汀"),
    medicine(
        drug::heart,
        "blood pressure pills|blood pressure pill|blood pressure tablets|blood pressure meds|beta "
        "blockers|propranolol|metoprolol|atenolol|amlodipine|verapamil|diltiazem|digoxin|"
        "nifedipine|lisinopril|warfarin|heart pills|降压药|血压药|普萘洛尔|心得安|"
        "倍他乐克|美托洛尔|氨氯地平|硝苯地平|地高辛|维拉帕米|络活喜|华法林|心脏药|拜新同"),
    medicine(drug::antidiabetic,
             "metformin|glipizide|gliclazide|glyburide|glimepiride|diabetes "
             "pills|二甲双胍|格列美脲|格列齐特|格列本脲|优降糖|降糖药|消渴丸"),
    medicine(drug::iron,
             "iron tablets|iron pills|ferrous sulfate|iron supplements|铁剂|硫酸亚铁|铁片|补铁"),
    medicine(drug::other_danger,
             "colchicine|chloroquine|hydroxychloroquine|benadryl|diphenhydramine|theophylline|"
             "methotrexate|antihistamines|"
             "carbamazepine|adderall|ritalin|cold medicine|cough medicine|caffeine pills|caffeine "
             "tablets|秋水仙碱|氯喹|苯海拉明|茶碱|甲氨蝶呤|扑尔敏|氯苯那敏|卡马西平|"
             "感冒药|止咳药|头孢|止痛药|painkillers|pain killers|pain pills"),
    medicine(drug::unknown,
             "pills|tablets|capsules|meds|medication|medicine|tabs|her pills|his "
             "pills|药|药片|药丸|胶囊|药物"),
    medicine(
        drug::harmless,
        "vitamin|vitamins|vitamin c|gummies|probiotics|probiotic|candy|candies|mints|fish oil|fish "
        "oil capsules|melatonin gummies|tic tacs|calcium|"
        "lactase|glucose "
        "tablets|chocolate|chocolates|chips|grapes|strawberries|nuts|almonds|cookies|dumplings|"
        "eggs|wings|"
        "维生素|维c|益生菌|钙片|糖果|糖丸|健胃消食片|鱼油|葡萄|草莓|饺子|坚果|薯片|含片|瓜子|红枣|"
        "枸杞|口香糖|花生|馒头|包子|面包片|面包|饼干|西瓜|披萨|吐司|苹果|水果|樱桃|蓝莓|杏仁|橘子|"
        "消食片|钙尔奇|葡萄糖片|"
        "water|coke|cola|juice|milk|饮料|可乐|矿泉水|牛奶|水"),
    medicine(drug::alcohol,
             "vodka|whisky|whiskey|tequila|rum|gin|beer|beers|wine|liquor|booze|alcohol|白酒|啤酒|"
             "红酒|洋酒|伏特加|威士忌|二锅头|茅台|酒"),
});

}  // namespace

std::span<const word_list> person_words() noexcept {
  return person_word_lists;
}

}  // namespace aurawell::safety
