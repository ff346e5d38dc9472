#include "domain/safety/first_minutes/groups.hpp"

namespace aurawell::safety {

namespace {

constexpr std::array belly_rows{
    first_minutes{finding::obstetric,
                  call_for::ambulance,
                  {"怀孕、生产或产后的急症", "An emergency in pregnancy, at birth or after"},
                  {"左侧躺下，垫上护垫。给产科打电话，说孕几周、出血多少、破水多久、胎动怎样。",
                   "Lie on the left side, with a pad. Call your maternity unit: how many weeks, "
                   "how much blood, when the waters broke, how the baby moves."},
                  {"抽搐：侧躺。脐带掉出来：跪趴、屁股抬高，别碰它。孩子要出来：别憋，接住、擦干、"
                   "贴在胸口保暖。",
                   "A seizure: on one side. The cord has come out: kneel, chest down and hips up, "
                   "don't touch it. The baby is coming: don't hold back; catch it, dry it, keep it "
                   "warm on the chest."},
                  {"不吃不喝，别往里塞东西，别自己开车，别等到产检那天。",
                   "Nothing to eat or drink, put nothing inside, don't drive yourself, don't wait "
                   "for the next appointment."},
                  {"孕几周，出血多少，胎动怎样？",
                   "How many weeks, how much blood, and how does the baby move?"},
                  {verified("NHS Shropshire, Telford and Wrekin, bleeding in pregnancy"),
                   unverified("RCOG, umbilical cord prolapse in late pregnancy")}},
    first_minutes{
        finding::abdomen,
        call_for::ambulance,
        {"腹部可能是急症", "The belly may need a surgeon now"},
        {"躺下，膝盖弯起，别走动。头晕、出冷汗：平躺，腿垫高。",
         "Lie down with bent knees, don't walk about. Faint or in a cold sweat: flat, legs "
         "raised."},
        {"告诉医生：从哪里开始疼、吐的和拉的什么颜色、有没有可能怀孕、在吃什么药、做过什么手术。",
         "Tell the doctor where the pain began, the colour of vomit and stool, whether a pregnancy "
         "is possible, what you take, what was operated."},
        {"不吃不喝，不热敷、不揉肚子，不吃泻药，别靠止痛药拖着。",
         "Nothing to eat or drink, no heat, no rubbing, no laxative, no putting it off with "
         "painkillers."},
        {"疼在哪里、多久了，有没有吐血、黑便，可能怀孕吗？",
         "Where does it hurt, since when, any blood or black stool, any chance of pregnancy?"},
        {verified("NHS inform, appendicitis: when to get help"), unverified("NHS, stomach ache")}},
    first_minutes{
        finding::testis,
        call_for::hospital,
        {"睾丸突然剧痛，要当作扭转来处理", "Sudden pain in a testicle: treat it as a twist"},
        {"现在就去有泌尿外科或小儿外科的急诊，几个小时之内最有救。",
         "Go now to an emergency department with a urologist; the first hours save it."},
        {"记住几点开始疼、吐没吐、有没有受伤。路上可以用毛巾托住。",
         "Note when it began, and tell about vomiting or a blow. A towel may support it on the "
         "way."},
        {"疼轻了也要去，别不好意思说。不吃不喝（可能要手术）。",
         "Go even if it eases, and don't be shy about it. Nothing to eat or drink (an operation "
         "may follow)."},
        {"几点开始疼的，吐了没有，受过伤吗？", "When did it begin, any vomiting, any blow?"},
        {verified("Fern House Surgery NHS, testicular torsion"), unverified("NHS, testicle pain")}},
};

}  // namespace

std::span<const first_minutes> belly_minutes() noexcept {
  return belly_rows;
}

}  // namespace aurawell::safety
