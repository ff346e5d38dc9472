#include "domain/safety/early_care/groups.hpp"

namespace aurawell::safety {

namespace {

// Heart, lungs, brain, belly, infection.
constexpr std::array urgent_inner_rows{
    early_care{finding::chest_discomfort,
               call_for::ambulance,
               {"胸口不适可能来自心脏、肺、食道或肌肉，光凭描述分不清。",
                "Discomfort in the chest can come from the heart, lungs, gullet or muscles; words "
                "alone don't tell."},
               {"今天就去医院，请医生做心电图。", "See a doctor today and ask for an ECG."},
               {"疼过几分钟不退、扩散到手臂或下巴、出汗、喘不上气",
                "it lasts more than a few minutes, spreads to arm or jaw, or comes with sweat or "
                "breathlessness"},
               {"疼多久了，用力时会加重吗？",
                "How long has it been there, and does effort make it worse?"}},
    early_care{
        finding::breathlessness,
        call_for::ambulance,
        {"喘可能是哮喘、感染、心脏或肺里的血栓引起的。",
         "Breathlessness can come from asthma, an infection, the heart or a clot in the lungs."},
        {"今天就去看医生，别爬楼、别硬撑。",
         "See a doctor today, and spare yourself stairs and effort."},
        {"静坐也喘、说不成句、嘴唇发紫、胸痛",
         "you are breathless at rest, can't finish a sentence, have blue lips or chest pain"},
        {"静坐时喘吗，什么时候开始？", "Are you breathless at rest, and since when?"}},
    early_care{
        finding::high_fever,
        call_for::ambulance,
        {"高烧或几天不退的烧，可能是需要治疗的感染。",
         "A high or lasting fever can be an infection that needs treatment."},
        {"今天就看医生；多喝水，穿轻便。", "See a doctor today; drink enough and dress lightly."},
        {"叫不醒、糊涂、脖子硬、皮疹压不退、抽搐、喘、半天没有小便",
         "someone is hard to wake, confused, stiff-necked, has a rash that doesn't fade, a "
         "seizure, laboured breathing, or has passed no water for half a day"},
        {"体温多少、烧了几天，还有什么不舒服？",
         "What is the temperature, for how many days, and what else is wrong?"}},
    early_care{finding::fever_with_stiff_neck,
               call_for::ambulance,
               {"发烧加上脖子硬，要先排除脑膜炎。",
                "With fever and a stiff neck, meningitis has to be ruled out first."},
               {"现在就去急诊，不要等门诊。",
                "Go to an emergency department now, not to a later appointment."},
               {"昏沉、糊涂、怕光、呕吐、皮疹压不退、抽搐",
                "there is drowsiness, confusion, fear of light, vomiting, a rash that doesn't "
                "fade, or a seizure"},
               {"低头能碰到胸口吗，怕光吗，有没有红点？",
                "Can the chin touch the chest, does light hurt, is there a rash?"}},
    early_care{
        finding::abdominal_pain,
        call_for::ambulance,
        {"肚子痛有很多原因，有些要尽快手术，比如阑尾炎。",
         "Belly pain has many causes, and some need an operation soon, such as appendicitis."},
        {"今天就看医生；看之前不吃泻药，少吃。",
         "See a doctor today; until then no laxative and little food."},
        {"突然剧痛、肚子发硬、吐血或黑便、晕倒、可能怀孕",
         "it is sudden and severe, the belly is hard, there is blood or black stool, you faint, or "
         "you may be pregnant"},
        {"疼在哪里、多久了，一阵一阵还是一直疼？",
         "Where does it hurt, since when, and does it come and go?"}},
    early_care{finding::pregnancy_warning,
               call_for::ambulance,
               {"孕期出血、腹痛、破水或胎动变少，都要让产科看。",
                "Bleeding, pain, waters or fewer movements in pregnancy need the maternity unit."},
               {"现在就给产科打电话，今天就去。", "Call your maternity unit now and go today."},
               {"大量出血、剧痛、剧烈头痛或眼花、抽搐、晕倒",
                "there is heavy bleeding, severe pain, severe headache or blurred sight, a seizure "
                "or fainting"},
               {"孕几周，出血多少，有没有肚子痛？", "How many weeks, how much blood, any pain?"}},
    early_care{
        finding::fainting,
        call_for::ambulance,
        {"晕倒多半不严重，但也可能是心脏或失血。",
         "Most faints are harmless, but the heart or a loss of blood can be behind one."},
        {"今天看医生，之前别开车、别爬高。",
         "See a doctor today; until then no driving and no heights."},
        {"运动时晕倒、胸痛、心慌、喘、黑便、怀孕、久叫不醒",
         "it came with exercise, chest pain, palpitations, breathlessness, black stool or "
         "pregnancy, or the person does not come round"},
        {"当时在做什么，多久醒来，有没有胸痛心慌？",
         "What were you doing, how soon did you come round, any chest pain or palpitations?"}},
    early_care{
        finding::severe_headache,
        call_for::ambulance,
        {"剧烈头痛通常不危险，但突然来的要查清楚。",
         "Most bad headaches are not dangerous, but a sudden one has to be looked into."},
        {"今天看医生，记下开始的时间。", "See a doctor today, and note when it began."},
        {"一下子到最痛、发烧脖子硬、说话不清、手脚无力、头受过伤",
         "it was at its worst within seconds, or comes with fever and a stiff neck, slurred "
         "speech, weakness, or after a blow"},
        {"是突然来的吗，几分钟到最痛？", "Was it sudden, and how fast did it reach its worst?"}},
    early_care{finding::sudden_loss_of_sense,
               call_for::ambulance,
               {"突然看不见或听不见，可能是血管或神经的问题，早治才好。",
                "A sudden loss of sight or hearing can come from vessels or nerves, and early "
                "treatment counts."},
               {"今天就去急诊的眼科或耳鼻喉科。",
                "See an eye or ear specialist today, in an emergency department."},
               {"还有口角歪、说话不清、手脚无力、剧烈头痛",
                "a drooping face, slurred speech, weakness or a severe headache comes with it"},
               {"一边还是两边，什么时候开始的？", "One side or both, and since when?"}},
    early_care{
        finding::confusion,
        call_for::ambulance,
        {"突然糊涂可能是感染、血糖、药物或大脑的问题。",
         "Sudden confusion can come from an infection, blood sugar, medicines or the brain."},
        {"现在就让人陪着去医院。", "Let someone take the person to hospital now."},
        {"叫不醒、发烧、手脚无力、说话不清、头受过伤、有糖尿病",
         "the person is hard to wake, feverish, weak, slurred, hit the head, or has diabetes"},
        {"什么时候开始糊涂的，有没有发烧、摔过、换过药？",
         "Since when, any fever, fall or new medicine?"}},
    early_care{finding::blood_coughed_or_passed,
               call_for::ambulance,
               {"咳血、吐血、尿血或便血，要查清楚从哪里来。",
                "Blood that is coughed, vomited or passed needs its source found."},
               {"今天就看医生，带张照片也好。", "See a doctor today; a photo helps."},
               {"量多、黑便、头晕出冷汗、喘、停不下来",
                "it is a lot, the stool is black, you are faint or in a cold sweat, breathless, or "
                "it doesn't stop"},
               {"血从哪里来、有多少、什么颜色？",
                "Where does the blood come from, how much, what colour?"}},
    early_care{finding::dehydration,
               call_for::ambulance,
               {"身体缺水，小孩和老人变差得快。",
                "The body is short of water; children and old people get worse fast."},
               {"小口多次喝口服补液，今天看医生。",
                "Sip rehydration drink often, and see a doctor today."},
               {"半天没有小便、昏沉、眼窝凹陷、一喝就吐、拉血",
                "no water was passed for half a day, or there is drowsiness, sunken eyes, vomiting "
                "of every sip, or blood"},
               {"上次小便是什么时候，喝得下东西吗？",
                "When did you last pass water, and do drinks stay down?"}},
    early_care{
        finding::swollen_leg,
        call_for::ambulance,
        {"一条腿突然肿痛，要排除静脉血栓。",
         "One leg that swells and hurts may have a clot in a vein."},
        {"今天就去做超声，别按摩那条腿。", "Have an ultrasound today, and don't massage the leg."},
        {"喘、胸痛、咳血、晕倒，或腿变冷发白",
         "you are breathless, have chest pain, cough blood or faint, or the leg turns cold and "
         "pale"},
        {"肿多久了，最近坐过长途、做过手术吗？",
         "Since when, and was there a long journey or an operation lately?"}},
    early_care{finding::blood_sugar,
               call_for::ambulance,
               {"血糖过高或过低，都要今天处理。",
                "Sugar that is too high or too low has to be dealt with today."},
               {"再测一次，今天就联系管你糖尿病的医生。",
                "Measure again and call your diabetes doctor today."},
               {"昏沉、糊涂、反复吐、呼吸又深又快、咽不下糖",
                "there is drowsiness, confusion, vomiting, deep fast breathing, or sugar can't be "
                "swallowed"},
               {"血糖是多少，现在有什么感觉？", "What is the reading, and how do you feel?"}},
    early_care{finding::blood_pressure,
               call_for::ambulance,
               {"这么高的血压，今天要让医生知道。",
                "A doctor should know of such a blood pressure today."},
               {"坐着休息五分钟再量一次，还高就今天看医生；平时的药照医生说的吃。",
                "Rest five minutes, measure again, and see a doctor today if it stays; take your "
                "usual medicine as told."},
               {"胸痛、喘、剧烈头痛、眼花、说话不清、手脚无力、怀孕",
                "there is chest pain, breathlessness, severe headache, blurred sight, slurred "
                "speech, weakness, or pregnancy"},
               {"休息后再量是多少，有没有头痛胸痛？",
                "What is it after a rest, and is there headache or chest pain?"}},
};

}  // namespace

std::span<const early_care> urgent_inner_care() noexcept {
  return urgent_inner_rows;
}

}  // namespace aurawell::safety
