#include "domain/safety/early_care/groups.hpp"

namespace aurawell::safety {

namespace {

// Visible or long-lasting signs.
constexpr std::array doctor_body_rows{
    early_care{
        finding::weight_loss,
        call_for::ambulance,
        {"没有刻意减，体重却掉，可能是甲状腺、血糖、肠胃、情绪或别的病。",
         "Weight lost without trying can come from the thyroid, sugar, gut, mood or another "
         "illness."},
        {"一两周内看医生，带上体重记录。", "See a doctor within a week or two, with your weights."},
        {"吃不下喝不下、吐血、黑便、晕倒",
         "you can't eat or drink, vomit blood, have black stool, or faint"},
        {"多久瘦了多少，胃口怎么样？", "How much in how long, and how is the appetite?"}},
    early_care{finding::blood_in_stool,
               call_for::ambulance,
               {"便血常是痔疮，但肠子的问题要先排除。",
                "Blood in the stool often comes from piles, but the bowel has to be checked."},
               {"这几天约医生。", "See a doctor in the coming days."},
               {"血多、黑便、头晕、剧烈腹痛",
                "it is a lot, the stool is black, you are dizzy, or the belly hurts badly"},
               {"血是鲜红还是发黑，多久了？", "Is the blood bright or black, and since when?"}},
    early_care{finding::lump,
               call_for::ambulance,
               {"摸到的肿块多数是良性的，但要看过才知道。",
                "Most lumps are harmless, but only an examination tells."},
               {"两周内看医生。", "See a doctor within two weeks."},
               {"很快变大、红肿发烧、压到呼吸或吞咽",
                "it grows fast, is red with fever, or presses on breathing or swallowing"},
               {"在哪里、多久了，有没有变大？", "Where is it, since when, and does it grow?"}},
    early_care{
        finding::changing_mole,
        call_for::ambulance,
        {"痣变大、变色、不对称或出血，要排除黑色素瘤。",
         "A mole that grows, changes colour, is uneven or bleeds has to be checked for melanoma."},
        {"两周内看皮肤科，先拍张照片。",
         "See a skin doctor within two weeks, and take a photo now."},
        {"一直出血", "it keeps bleeding"},
        {"什么时候开始变的，流过血吗？", "When did it begin to change, and has it bled?"}},
    early_care{finding::long_symptoms,
               call_for::ambulance,
               {"拖了几周还不好，值得查一查原因。",
                "What has lasted for weeks deserves a look at its cause."},
               {"这一两周约医生，记下什么时候开始、怎么变化。",
                "See a doctor within a week or two; note when it began and how it changed."},
               {"突然加重、发高烧、喘、胸痛、出血",
                "it suddenly gets worse, or comes with high fever, breathlessness, chest pain or "
                "bleeding"},
               {"从什么时候开始，越来越重还是时好时坏？",
                "Since when, and does it get worse or come and go?"}},
    early_care{finding::numbness,
               call_for::ambulance,
               {"麻木可能是神经受压、血糖或缺维生素。",
                "Numbness can come from a pressed nerve, sugar or a lack of vitamins."},
               {"一两周内看医生。", "See a doctor within a week or two."},
               {"突然半边麻、口角歪、说话不清、两腿之间发麻、尿不出",
                "one side goes numb suddenly, the face droops, speech slurs, or it is between the "
                "legs with no control of the bladder"},
               {"哪里麻，突然的还是慢慢的？", "Where is it numb, and was it sudden or slow?"}},
    early_care{
        finding::swelling,
        call_for::ambulance,
        {"水肿可能和心、肾、肝、静脉或药有关。",
         "Swelling can have to do with heart, kidneys, liver, veins or a medicine."},
        {"这几天看医生，每天早上称一次体重。",
         "See a doctor in the coming days, and weigh yourself each morning."},
        {"喘、平躺不了、只肿一条腿、脸和嘴唇肿、怀孕",
         "you are breathless, can't lie flat, only one leg swells, face or lips swell, or "
         "you are pregnant"},
        {"一边还是两边，平躺喘不喘？", "One side or both, and are you breathless lying flat?"}},
    early_care{
        finding::jaundice,
        call_for::ambulance,
        {"皮肤、眼白发黄，是肝、胆或血液的信号。",
         "Yellow skin or eyes point to liver, bile or blood."},
        {"一两天内看医生；婴儿发黄，今天就看。",
         "See a doctor within a day or two; a baby, today."},
        {"发烧、腹痛、糊涂、黑便、婴儿不吃或叫不醒",
         "there is fever, belly pain, confusion, black stool, or a baby doesn't feed or wake"},
        {"多久了，有没有发烧或腹痛？", "Since when, and is there fever or belly pain?"}},
    early_care{finding::swallowing,
               call_for::ambulance,
               {"咽东西不顺，食道要查一查。", "Trouble swallowing needs a look at the gullet."},
               {"两周内看医生，之前小口慢咽。",
                "See a doctor within two weeks; until then small bites, slowly."},
               {"口水也咽不下、喘、突然口齿不清",
                "even spit won't go down, you are breathless, or speech slurs suddenly"},
               {"固体还是连水也难咽，多久了？", "Solids only or drinks as well, and since when?"}},
    early_care{
        finding::vision,
        call_for::ambulance,
        {"视力变化有的不急，有的要抢时间。", "Some changes of sight can wait, others can't."},
        {"这几天看眼科。", "See an eye doctor in the coming days."},
        {"突然看不见、眼前有黑影遮住或闪光、剧痛、重影",
         "sight goes suddenly, a curtain or flashes appear, it hurts badly, or you see double"},
        {"一只眼还是两只，突然的还是慢慢的？", "One eye or both, sudden or slow?"}},
};

}  // namespace

std::span<const early_care> doctor_body_care() noexcept {
  return doctor_body_rows;
}

}  // namespace aurawell::safety
