#include "domain/coach/general_chat.hpp"

#include <array>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

struct talk {
  std::string_view phrases;
  bilingual first;
  bilingual second;
};

// Requests come before greetings and thanks, which may surround a request.
constexpr std::array talks{
    talk{
        "你能做什么|你会什么|你可以做什么|能帮我什么|可以帮我|有什么功能|怎么用|使用方法|帮助|what "
        "can you do|how can you help|what do you do|how do i use|your features|help me "
        "with|capabilities",
        {"我能做这几件事：按你的身高体重年龄算 "
         "**BMI、基础代谢和每日热量**，给出运动**心率区间**"
         "，算睡眠差多少、几点该关灯，还能就饮食、运动、体重、睡眠、情绪给具体的做法，也会照顾到慢"
         "性病和忌口。",
         "Here is what I can do: work out your **BMI, resting energy and daily calories** from "
         "height, weight and age, give exercise **heart-rate zones**, count missing sleep and your "
         "lights-out time, and suggest concrete steps for food, exercise, weight, sleep and mood, "
         "with conditions and restrictions in mind."},
        {"试试这样问：“我 30 岁，男，身高 170 厘米，体重 80 公斤，每天睡 5 个小时，帮我做个计划。”",
         "Try: \"I'm 30, male, 170 cm, 80 kg, I sleep 5 hours. Make me a plan.\""}},
    talk{"你是谁|你叫什么|介绍一下你|你是机器人|你是ai|你是人吗|你是真人|who are you|what are "
         "you|your name|are you a robot|are you human|are you real|are you an ai|are you chatgpt",
         {"我是 AuraWell "
          "内置的离线健康教练，一个程序，不是真人，也不是大语言模型。我的回答来自写好的规则和公开的"
          "公式，所以同样的问题会得到同样的回答。",
          "I'm AuraWell's built-in offline coach: a program, neither a person nor a language "
          "model. My answers come from written rules and published formulas, so the same question "
          "gets the same answer."},
         {"我的长处是算得清楚、说得具体；诊断和开药请交给医生。想从哪一块开始：饮食、运动、体重、睡"
          "眠还是心情？",
          "I'm good at clear sums and concrete steps; diagnosis and drugs belong to doctors. Where "
          "shall we start: food, exercise, weight, sleep or mood?"}},
    talk{"天气|下雨|气温|温度多少|刮风|雾霾|空气质量|weather|raining|forecast|air quality|how "
         "hot|how cold",
         {"天气我查不到：我没有联网，看不到实时数据，请看手机自带的天气应用。",
          "I can't look up the weather: I'm offline and see no live data, so please check the "
          "weather app on your phone."},
         {"看完可以这样安排：气温超过 35 ℃ 或空气质量指数超过 "
          "150，就把运动挪到室内；零下就先在屋里热身 10 分钟；其余的日子，出门走 20 分钟最划算。",
          "Then: above 35 °C or an air quality index over 150, train indoors; below freezing, warm "
          "up inside for 10 minutes; on any other day a 20-minute walk outside is the best deal."}},
    talk{"几点了|现在几点|今天几号|星期几|周几|日期|what time is it|what's the time|current "
         "time|what day is|today's date|what date",
         {"时间和日期我看不到，屏幕角落里的钟比我准。",
          "I can't see the clock or the calendar; the corner of your screen is the better source."},
         {"不过你要是告诉我几点起床，我能算出今晚几点该关灯。",
          "Tell me when you get up, though, and I'll work out when to switch the light off "
          "tonight."}},
    talk{"新闻|热搜|最近发生|头条|news|headline*|what happened today|latest on",
         {"新闻我看不到，我没有联网。", "I can't see the news; I'm not online."},
         {"一个小建议：给刷新闻定个时段，比如午饭后 15 分钟，睡前一小时不看，心会静不少。",
          "One suggestion: give news a slot, say 15 minutes after lunch, and none in the hour "
          "before bed. It quiets the mind."}},
    talk{"股票|基金|投资|理财|比特币|房价|汇率|彩票|stock*|invest*|bitcoin|crypto|exchange "
         "rate|lottery|mortgage",
         {"投资理财我帮不上忙，没有行情，也不懂你的财务，请找持牌的顾问。",
          "I can't help with money questions: I have no market data and don't know your finances; "
          "a licensed adviser does."},
         {"如果是钱的事让你睡不好、心里发紧，这个我们可以聊，说说现在的状态就行。",
          "If money worries keep you awake or tense, that part I can help with; tell me how it "
          "shows."}},
    talk{"写代码|编程|程序报错|python|java|javascript|c++|代码|programming|write code|code for "
         "me|debug|sql",
         {"写代码不是我的本行，我只懂健康这一块，没接语言模型时没法替你写。",
          "Code is not my trade: I only know health, and without a language model I can't write it "
          "for you."},
         {"能帮的是久坐这件事：每 40 分钟起来走两分钟，看 20 秒 6 "
          "米外的东西，肩颈和眼睛都会谢谢你。",
          "What I can help with is the chair: up for two minutes every 40, and 20 seconds looking "
          "6 metres away. Neck and eyes will thank you."}},
    talk{"翻译|英文怎么说|用英语|怎么翻译|translate|translation|in french|in spanish|in chinese|in "
         "german",
         {"翻译我做不了，我没有接语言模型，词典或翻译应用会更好。",
          "I can't translate: no language model is connected. A translation app will do better."},
         {"我可以用中文或英文跟你聊健康，哪种顺手用哪种。",
          "I can talk about health in English or Chinese, whichever suits you."}},
    talk{"电影|电视剧|音乐|唱歌|歌|游戏|小说|综艺|明星|movie*|film|films|tv "
         "show|music|song*|sing|video game*|celebrity|novel",
         {"影视、音乐和游戏我没有资料，推荐不了具体的作品。",
          "I know nothing about films, music or games, so I can't recommend a title."},
         {"不过放松本身很重要：挑一个让你真的笑出来的，看完留半小时不碰屏幕再睡。",
          "Unwinding matters, though: choose something that makes you laugh, and leave half an "
          "hour without a screen before sleep."}},
    talk{"旅游|旅行|机票|酒店|景点|攻略|travel*|flight*|hotel*|trip|vacation|holiday",
         {"行程、机票和酒店我查不到，请用订票或地图应用。",
          "I can't look up trips, flights or hotels; a booking or map app can."},
         {"身体方面可以帮忙：要倒时差，就从出发前三天起每天把作息挪一小时，飞机上按目的地的时间睡，"
          "落地后白天晒太阳。",
          "For the body I can help: against jet lag shift your sleep by an hour a day from three "
          "days before, sleep on destination time on board, and get daylight after landing."}},
    talk{"数学题|算一下|等于多少|作业|历史题|物理|化学|写作文|写文章|写诗|math|homework|equation|"
         "essay|poem|capital of|who won|president|calculate",
         {"这类题目我帮不上：我不是通用助手，只会健康方面的计算。",
          "I can't help with that one: I'm no general assistant and only do sums about health."},
         {"学习这件事上我能出力的是精力：50 分钟专注、10 分钟走动，睡够觉，记得更牢。",
          "What I can offer for studying is energy: 50 minutes of focus, 10 of walking, and enough "
          "sleep so that it sticks."}},
    talk{"讲个笑话|笑话|逗我|开心一下|joke|make me laugh|funny",
         {"来一个：病人问医生“我能活到一百岁吗？”医生问他抽烟吗、喝酒吗、熬夜吗，都说没有。医生放下"
          "笔：“那你活那么久图什么呢？”",
          "Here is one: \"Doctor, will I live to a hundred?\" \"Do you smoke, drink, stay up "
          "late?\" \"Never.\" \"Then what do you want all that time for?\""},
         {"说正经的，笑一笑确实能让身体放松几分钟。今天过得怎么样？",
          "Joking aside, a laugh does relax the body for a while. How was your day?"}},
    talk{"你好吗|你怎么样|最近好吗|how are you|how're you|how is it going|how's it going|what's up",
         {"我是程序，没有好坏，但随时在线等你。更想知道的是你：今天精神怎么样，昨晚睡了几个小时？",
          "I'm a program, so always the same, and always here. I'd rather hear about you: how is "
          "your energy today, and how long did you sleep?"},
         {"说个数就行，我从那里帮你看起。", "Just give me a number and I'll start from there."}},
    talk{"谢谢|多谢|感谢|辛苦了|thank*|thx|appreciate",
         {"不客气，能帮上你就好。", "You're welcome. Glad it helped."},
         {"过一周回来告诉我：哪一条做到了，哪一条做不下去，我们再调。",
          "Come back in a week and tell me which step stuck and which didn't, and we'll adjust."}},
    talk{"再见|拜拜|晚安|回头聊|下次聊|bye|goodbye|good night|see you",
         {"再见，照顾好自己。", "Goodbye, and take care of yourself."},
         {"今晚可以只做一件事：比平时早 15 分钟关灯。",
          "One thing for tonight: lights out 15 minutes earlier than usual."}},
    talk{"你好|您好|嗨|哈喽|早上好|上午好|下午好|晚上好|在吗|hello|hi|hey|good morning|good "
         "afternoon|good evening|greetings",
         {"你好，很高兴见到你。想聊饮食、运动、体重、睡眠还是心情，都可以直接说。",
          "Hello, good to meet you. Food, exercise, weight, sleep or mood: just say what is on "
          "your mind."},
         {"告诉我年龄、身高、体重和每晚睡几个小时，我就能把建议算到具体的数字，比如“30 岁，170 "
          "厘米，65 公斤，睡 6 小时”。",
          "With your age, height, weight and hours of sleep I can give numbers, for example \"30, "
          "170 cm, 65 kg, 6 hours of sleep\"."}},
};

}  // namespace

bool write_small_talk(advice_text& out, std::string_view folded_text) {
  for (const talk& each : talks) {
    if (has_any(folded_text, each.phrases)) {
      out.paragraph(each.first);
      out.paragraph(each.second);
      return true;
    }
  }
  return false;
}

void write_not_understood(advice_text& out) {
  out.paragraph({"这个问题超出了我会的范围：我没有联网，也没有接语言模型，不想随口编一个答案给你。",
                 "This one is beyond me: I'm offline with no language model, and I'd rather say so "
                 "than make something up."});
  out.paragraph(
      {"如果背后跟身体或心情有关，换个说法告诉我就行，比如“最近总是累”“怎么吃能瘦一点”“压力大睡不着"
       "”；别的问题，搜索引擎或懂行的人会更靠谱。",
       "If your body or mood is behind it, put it that way, such as \"I'm always tired\", \"what "
       "should I eat to lose weight\" or \"stress keeps me awake\"; for anything else a search "
       "engine or someone who knows the field is a better bet."});
}

}  // namespace aurawell::health
