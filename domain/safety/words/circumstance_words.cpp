#include <array>

#include "domain/safety/words/vocabulary.hpp"

namespace aurawell::safety {

namespace {

constexpr word_list says(mark which, std::string_view spellings) {
  return {word_kind::mark, static_cast<unsigned char>(which), spellings};
}

constexpr auto circumstance_word_lists = std::to_array<word_list>({
    says(mark::denied,
         "no|not|never|isnt|arent|wasnt|werent|dont|doesnt|didnt|havent|hasnt|hadnt|without|wont|"
         "cant|cannot|couldnt|nor|free of|free|没|没有|"
         "不|不是|并非|从未|从来没|未|无|不会|不能|退不到|上不去|上不了|升不到|降不到|下不去|"
         "下不来"),
    // These contain a word of denial but deny nothing.
    says(mark::not_said,
         "是不是|有没有|会不会|能不能|要不要|不得不|不知道|不知|不舒服|不好|不行|不对劲|不对|"
         "不太好|不退|不停|不止|没事|没事吧|没问题吗|不正常|不高兴|没精神|没力气|没劲|没用|不放心|"
         "不稳|差不多|怎么不|"
         "跑医院|跑厕所|跑急诊|跑去|跑来|跑一趟|running nose|nose is running|runny nose|nose "
         "running|run out|ran out|not sure|not ok|not "
         "okay|not good|not well|not feeling well|not normal|dont know|not only|not just|"
         "cant breathe|cant stop|no idea|not breathing|not working|doesnt feel|no matter|dont "
         "feel|cant believe|not coming down|wont come down|wont go down|not going down|wont stop|"
         "高热量|热量|温度计|程度|角度|速度|态度|印度|一度|度过|度假|过度|长度|高度|难度|季度|制度|"
         "百度|半天|昨天吃|明天|后天|聊天|天气|周围|周末|周一|周二|周三|周四|周五|星期一|星期二|"
         "星期三|"
         "星期四|星期五|星期六|星期天|日子|生日|日常|年轻|年级|明年|一点|一些|一下|一直|一样|一般|"
         "一起|一个人|一定|十分难受|十分严重|十分痛苦|十分不舒服|十分担心|十分疼|三明治|万一"),
    says(mark::above,
         "or more|or higher|or above|plus|以上|over|above|more than|higher than|greater than|at "
         "least|exceeding|exceeded|past|>|>=|≥|超过|高于|大于|"
         "不低于|至少|上了|过了|突破|高过"),
    says(mark::below,
         "or less|or lower|or below|以下|under|below|less than|lower "
         "than|beneath|<|<=|≤|低于|小于|不到|不足|少于|跌破|没到|不满|掉到不到|低过"),
    says(mark::far_past,
         "last week|last month|last year|in the past|used to be|used to|when i was|back when|as a "
         "child|as a kid|once had|history of|"
         "previously|last summer|last winter|last monday|last tuesday|last wednesday|last "
         "thursday|last friday|the other day|back in|上周|上个星期|上星期|上个月|上月|去年|前年|"
         "以前|曾经|小时候|当年|之前|前几天|前段时间|上次|前阵子|那年|原来"),
    says(mark::now,
         "now|right now|today|currently|just now|at the moment|tonight|this "
         "morning|still|again|现在|今天|刚才|刚刚|目前|"
         "今早|今晚|这会|这会儿|眼下|还是|又|如今|此刻|依然"),
    says(mark::imagined,
         "in the book|what does it mean|how long can|how long does|how long should|how "
         "many|算高|算低|算不算|算正常|算|what "
         "if|imagine|suppose|supposing|hypothetically|if it were|if it was|if it goes|if it "
         "gets|if it drops|if "
         "it falls|if it reaches|if someone|if somebody|if a person|if your|if you|when your|if "
         "the|would be|could be|when should|at what|when do|when is|what happens|in case|"
         "would a|is it possible|in theory|in a novel|in my novel|in the movie|in a movie|a "
         "story|如果|假如|要是|假设|倘若|万一|什么时候|到多少|多少度|多少算|"
         "算不算高|小说|书里|电影|电视剧|剧里|故事|理论上|假使"),
    says(
        mark::goal,
        "goal|target|aim|aiming|should be|normal is|normal range|normal range is|normally "
        "is|normal temp is|normal|usually normal|ideal|ideally|want "
        "to reach|trying to reach|reach|get to|keep it under|keep under|keep it below|keep "
        "below|recommended|limit is|limit of|the limit|max "
        "is|maximum is|max dose|maximum dose|alert at|alarm at|alarm set|set to|set "
        "at|considered|cutoff|range is|between the ages|reference range|reference|"
        "目标|正常值|正常是|正常范围|正常的|正常应该|应该在|标准|理想|控制在|控制到|降到多少|"
        "参考值|参考范围|上限|下限|最高不超过|不应超过|不能超过|不要超过|设定|报警|最好在|最好低于|"
        "希望|争取|才算|算高|及格"),
    says(mark::sport,
         "running|run|ran|sprint|sprinting|sprints|exercise|exercising|workout|working out|worked "
         "out|jog|jogging|jogged|cycling|"
         "biking|spin "
         "class|hiit|gym|treadmill|rowing|swimming|swim|race|marathon|squats|training|peloton|"
         "zumba|cardio|climbing|bike|bicycle|stairs|"
         "hiking|hike|crossfit|lifting|zone 2|zone 4|zone 5|max heart rate|target heart "
         "rate|sex|跑步|跑完|跑|运动|锻炼|健身|骑车|骑行|爬楼|爬山|游泳|"
         "最大心率|燃脂|冲刺|有氧|"
         "跳绳|打球|打篮球|踢球|动感单车|训练|深蹲|举铁|快走|登山|减脂心率|燃脂心率|目标心率"),
    says(mark::at_rest,
         "at rest|resting|resting heart rate|resting hr|rhr|resting pulse|静息心率|while "
         "resting|lying|lying down|lying in bed|in bed|sitting|sitting down|sitting still|doing "
         "nothing|on the couch|watching tv|静息|休息|躺着|"
         "坐着|平躺|安静状态|安静时|不动|什么都没做|没运动|没有运动|静坐|躺床上|休息时|没动"),
    says(mark::surroundings,
         "outside|outdoors|weather|oven|bake|baking|preheat|roast|water|shower|bath|bathwater|pool|"
         "sauna|room "
         "temperature|room temp|air "
         "conditioner|ac|thermostat|fridge|freezer|coffee|tea|soup|meat|chicken|steak|wash|summer|"
         "winter|city|heatwave|forecast|engine|cpu|gpu|laptop|incubator|car|knee|"
         "bend|bends|angle|rotate|turn|incline|tilt|latitude|bottle "
         "temperature|气温|天气|室温|水温|洗澡水|外面|户外|空调|烤箱|预热|泡脚|桑拿|冰箱|热水|温水|"
         "冲奶|奶温|水|"
         "这里|这边|那边|我们这|最高温|暖气|咖啡|茶|夏天|冬天|太阳|车里|显卡|手机|电脑|角|斜|弯|"
         "弯曲|膝|酒|白酒|地表|沙漠|温泉|汤|牛排|烘|冲泡|奶粉|洗澡|天热|今天好热|热死|北纬|东经|纬|"
         "经度|近视|散光|眼镜|老花"),
    says(mark::habit,
         "always|usually|normally|typically|for years|all my life|runs low|my "
         "usual|平时|一直都|一直是|向来|常年|通常|长期"),
    says(mark::daily, "per day|each day|every day|daily|everyday|每天|每日|天天"),
    says(mark::over_weeks,
         "per week|per month|every week|every month|this week|this month|over a|over the past|over "
         "the last|per "
         "year|in total over|course|每周|每个月|疗程|这周|这个月|每月"),
    says(mark::intake,
         "took|taken|swallowed|ate|eaten|downed|popped|drank|drunk|chugged|injected|overdosed "
         "on|od on|i had|hes had|he had|she had|gulped|i just "
         "had|took like|ive had|has taken|gave him|gave "
         "her|吃了|吃下|吃掉|吃进|吞了|吞下|吞服|服了|服下|服用了|喝了|喝下|喝掉|灌了|灌下|误服|"
         "误食|偷吃|吃完|吃完了|都吃了|一次吃|一口气吃|嗑了|吞|喝完"),
    says(mark::no_intake,
         "bought|prescribed|ordered|sells|sold|contains|contain|has left|left "
         "in|remaining|refill|comes in|bottle of 100|threw away|flushed|counted|found|need to buy|"
         "took out|photos|pictures|photo|took "
         "pictures|screenshots|买了|开了|医生开|剩下|还剩|一盒有|每盒|一瓶有|每瓶|扔了|囤了|照片|"
         "拍了|数了"),
    says(mark::from, "from|从|由|打从"),
    says(mark::to,
         "to|down to|up to|dropped to|fell to|went to|rose "
         "to|到|降到|掉到|升到|涨到|跌到|升至|降至|变成|飙到|飙升到|到了|冲到"),
    says(mark::ago, "ago|前|以前|之前|earlier|back"),
    says(mark::old,
         "old|of "
         "age|大|龄|大了|的宝宝|的婴儿|的孩子|的娃|的小孩|宝宝|的女儿|的儿子|的小宝宝|的小家伙|"
         "的新生宝宝|的新生儿|的小宝|婴儿|的宝贝|的女婴|的男婴|的双胞胎"),
    says(mark::reads,
         "says|reads|shows|showing|reading|displays|said|read|showed|says just|just "
         "says|显示|读数|说|出现|提示|测出来|测出|跳出|显示的是|显示是"),
    says(mark::high, "hi|high|高|爆表|h i"),
    says(mark::low, "lo|low|低|l o"),
    says(mark::pregnant_weeks,
         "pregnant|along|gestation|into my pregnancy|into "
         "pregnancy|孕|怀孕|怀孕了|的孕妇|身孕|妊娠|怀|孕期|preggo"),
    says(mark::is_age, "i am|im|he is|hes|she is|shes|aged|age|turned|年龄|今年|年纪"),
    says(mark::born, "born|was born|出生|刚出生|出生才|生下来|刚满|满|出生第|出生后"),
});

}  // namespace

std::span<const word_list> circumstance_words() noexcept {
  return circumstance_word_lists;
}

}  // namespace aurawell::safety
