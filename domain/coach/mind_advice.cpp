#include "domain/coach/area_advice.hpp"

#include <array>
#include <string>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

constexpr int high_stress = 7;

constexpr std::array mind_focus_tips{
    focus_tip{"恐慌|惊恐|发作|喘不过气来的感觉|panic*",
              {"惊恐上来时它像要出大事，其实十几分钟会退潮：双脚踩实，说出看见的 5 样、听见的 4 "
               "样、摸到的 3 样东西，慢慢呼气。第一次发作要去医院排除心脏问题。",
               "A panic wave feels like danger, yet it ebbs within minutes: feet on the floor, "
               "name 5 things you see, 4 you hear, 3 you touch, and breathe out slowly. After a "
               "first attack, have your heart checked."}},
    focus_tip{"工作|加班|上班|老板|领导|同事|内卷|倦怠|职场|work|job|boss|deadline*|burnout|burned "
              "out|burnt out|colleague*|office",
              {"工作压力：把手上的事分成“今天必须”“可以商量”“可以不做”，找上司谈第二类；下班设一个"
               "收尾动作（写明天第一件事，关电脑）。",
               "Work stress: sort tasks into must today, can be negotiated, can be dropped, and "
               "take the second pile to your manager; end the day with a ritual (tomorrow's first "
               "task, laptop shut)."}},
    focus_tip{"考试|高考|考研|学习|论文|面试|exam*|thesis|study*|school|interview*|finals",
              {"备考焦虑：50 分钟学、10 "
               "分钟走动，每天固定时间收工；睡眠别拿来换题，记忆是睡着时存下来的。",
               "Exam nerves: 50 minutes of work, 10 of walking, a fixed stop time; don't trade "
               "sleep for revision, as memory is stored while you sleep."}},
    focus_tip{"失恋|分手|离婚|去世|离世|丧|breakup|broke up|divorce*|grief|heartbroken|passed "
              "away|loss of",
              {"失去一个人会一阵一阵地疼，这不是你不够坚强。这几周只保三件事：吃饭、睡觉、每天见一"
               "个愿意听你说的人。",
               "Losing someone comes in waves, and that is no weakness. For now protect three "
               "things: food, sleep, and one person a day who will listen."}},
    focus_tip{"孤独|孤单|没朋友|没人|lonely|loneliness|alone|isolated|no friends",
              {"孤单的时候，先从“弱联系”开始：每周固定去一个有熟面孔的地方（球馆、读书会、社区），"
               "每天给一个人发一句具体的话。",
               "When lonely, begin with light ties: one weekly place with familiar faces, and one "
               "specific message to one person a day."}},
    focus_tip{"生气|发火|暴躁|愤怒|易怒|angry|anger|irritab*|temper",
              {"火上来先离开现场 20 分钟，等心跳慢下来再谈；开口用“我觉得……我需要……”，对事不对人。",
               "When anger rises, step out for 20 minutes until the heart slows; then say \"I "
               "feel… I need…\" about the thing, not the person."}},
    focus_tip{
        "抑郁|低落|难过|没意思|绝望|想哭|沮丧|depress*|sad|hopeless|worthless|empty|down|cry*",
        {"情绪低的时候别等有动力才动：每天安排一件小而确定的事（出门走 10 "
         "分钟、洗个热水澡），做完打个勾。",
         "When you feel low, don't wait for motivation: plan one small sure thing a day (a "
         "10-minute walk, a hot shower) and tick it off."}},
    focus_tip{
        "焦虑|担心|紧张|害怕|内耗|胡思乱想|anxi*|worr*|nervous|afraid|overthink*|scared",
        {"每天留 15 "
         "分钟“担心时间”，把担心写下来，分成能做的和做不了的；其余时间想到就记下，留到那时再想。",
         "Give worry 15 minutes a day on paper, split into what you can act on and what you can't; "
         "at other times note it and leave it for then."}},
    focus_tip{"压力|stress*|overwhelm*|pressure",
              {"把压着你的事全写到一张纸上，只圈出今天要动的那一件，做 15 "
               "分钟就算开始；其余的先留在纸上，别留在脑子里。",
               "Write everything that weighs on you on one sheet, circle the single thing for "
               "today and give it 15 minutes; the rest stays on paper, out of your head."}},
};

constexpr std::array mind_condition_tips{
    condition_tip{condition::depression,
                  {"你在治疗中的话，照原来的安排继续，别自己停药或改药；感觉变差就提前复诊。",
                   "If you are in treatment, keep to it and don't change or stop medicine on your "
                   "own; if you feel worse, bring the appointment forward."}},
    condition_tip{condition::breastfeeding,
                  {"产后情绪低落超过两周很常见也治得好，请告诉产科或家人，不用硬撑。",
                   "Low mood beyond two weeks after birth is common and treatable: tell your "
                   "midwife, doctor or family."}},
    condition_tip{condition::pregnancy,
                  {"孕期情绪起伏大是常事；持续低落或害怕，产检时直接说出来。",
                   "Ups and downs are common in pregnancy; if low mood or fear stays, say so at "
                   "your next check."}},
    condition_tip{
        condition::eating_disorder,
        {"因为吃或体重责怪自己的念头冒出来时，先联系你信任的人，再面对食物。",
         "When thoughts of blame about food or weight come up, reach a person you trust first."}},
};

void write_level(advice_text& out, const profile& user) {
  if (user.stress_level && *user.stress_level >= high_stress) {
    out.bullet({"压力 **{0}/10** "
                "已经偏高，身体会用睡不好、肩颈紧、胃不舒服来提醒你，先减一件事，再想别的办法。",
                "Stress at **{0}/10** is high; the body answers with poor sleep, tight shoulders, "
                "an upset stomach. Take one thing off your list before adding any technique."},
               {out.number(*user.stress_level)});
  } else if (user.stress_level) {
    out.bullet({"压力 **{0}/10** 还在可以自己调节的范围，趁现在把习惯建起来。",
                "Stress at **{0}/10** is still within reach; now is the time to build habits."},
               {out.number(*user.stress_level)});
  } else if (user.mood == mood_state::low) {
    out.bullet(
        {"谢谢你把低落的心情说出来。人在低谷时，事情看上去比实际更难，先照顾好身体，大的决定往后放"
         "。",
         "Thank you for saying that your mood is low. Things look harder from down there than they "
         "are: look after the body first and leave big decisions for later."});
  } else if (user.mood == mood_state::tense) {
    out.bullet({"紧绷的时候，身体先放松，脑子才跟得上。",
                "When you are tense, relax the body first; the mind follows."});
  }
}

}  // namespace

void write_mind(advice_text& out, const briefing& about) {
  const assessment& person = about.person;
  out.heading({"心理", "Mental health"});
  write_level(out, person.user_profile());
  write_focus(out, about, mind_focus_tips, about.most_tips);
  write_conditions(out, about, mind_condition_tips, 2);
  out.bullet({"此刻就能做：吸气 4 秒、呼气 6 秒，做 **5 分钟**；呼气长一点，心跳就会慢下来。",
              "Right now: breathe in for 4 seconds, out for 6, for **5 minutes**; the longer "
              "breath out slows the heart."});
  const auto slept = person.user_profile().sleep_hours;
  constexpr double short_night = 6;
  if (slept && *slept < short_night && !about.brief) {
    out.bullet(
        {"你每晚只睡约 {0}，睡眠不足本身就会放大焦虑和烦躁，先把觉补上来，情绪常常跟着好一半。",
         "You sleep about {0}; too little sleep alone magnifies worry and irritation, so mending "
         "it often lifts mood too."},
        {hours_text(out, *slept)});
  }
  if (!about.brief) {
    out.bullet({"每天出门走 **20–30 分钟**，最好上午有光的时候，对情绪的好处一两周就能感觉到。",
                "Walk outside for **20–30 minutes** a day, best in morning light; mood usually "
                "feels it within a week or two."});
    out.bullet({"跟一个人说真话：不用求建议，先说一句“我最近有点撑不住，想找你聊十分钟”。",
                "Tell one person the truth. You need no advice, just \"I'm struggling a bit, could "
                "we talk for ten minutes?\""});
  }
  out.bullet(
      {"连续**两周**"
       "低落、没兴趣、睡不好或影响上班上学，就去看心理科或精神科。哪天觉得撑不下去，马上打 "
       "12356（中国）、988（美国）或 112（欧洲）。",
       "If low mood, loss of interest or poor sleep lasts **two weeks** or hurts work or school, "
       "see a professional. If it ever feels unbearable, call 988 (US), 112 (EU) or 12356 (China) "
       "at once."});
}

}  // namespace aurawell::health
