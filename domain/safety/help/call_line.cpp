#include "domain/safety/help/call_line.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <tuple>

#include "domain/safety/help/help_numbers.hpp"

namespace aurawell::safety {

namespace {

// In the order of `region`. help_numbers.cpp has the numbers.
using by_region = std::array<bilingual, static_cast<std::size_t>(region::european_union) + 1>;

constexpr by_region ambulance{{
    {"现在就打急救电话：**中国 {CN_ambulance}**，美国 {US_ambulance}，欧洲 "
     "{EU_ambulance}，其他地区打当地急救号码。",
     "Call the emergency number now: **{US_ambulance}** in the US, **{EU_ambulance}** in the EU, "
     "**{CN_ambulance}** in China, elsewhere your local number."},
    {"现在就打急救电话 **{CN_ambulance}**。", "Call **{CN_ambulance}** for an ambulance now."},
    {"现在就打急救电话 **{US_ambulance}**。", "Call **{US_ambulance}** now."},
    {"现在就打急救电话 **{EU_ambulance}**。", "Call **{EU_ambulance}** now."},
}};

constexpr by_region hospital{{
    {"现在就去医院急诊，不等到明天；去不了，或者人的情况变差，打 **{CN_ambulance}**（美国 "
     "{US_ambulance}，欧洲 {EU_ambulance}）。",
     "Go to an emergency department now, don't wait for tomorrow; if you can't get there, or "
     "things get worse, call **{US_ambulance}** in the US, **{EU_ambulance}** in the EU, "
     "**{CN_ambulance}** in China."},
    {"现在就去医院急诊，不等到明天；去不了，或者人的情况变差，打 **{CN_ambulance}**。",
     "Go to an emergency department now, don't wait for tomorrow; if you can't get there, or "
     "things get worse, call **{CN_ambulance}**."},
    {"现在就去医院急诊，不等到明天；去不了，或者人的情况变差，打 **{US_ambulance}**。",
     "Go to an emergency department now, don't wait for tomorrow; if you can't get there, or "
     "things get worse, call **{US_ambulance}**."},
    {"现在就去医院急诊，不等到明天；去不了，或者人的情况变差，打 **{EU_ambulance}**。",
     "Go to an emergency department now, don't wait for tomorrow; if you can't get there, or "
     "things get worse, call **{EU_ambulance}**."},
}};

constexpr by_region poison{{
    {"现在就打急救电话：**中国 {CN_ambulance}**，美国 {US_ambulance}，欧洲 "
     "{EU_ambulance}，说是中毒。美国还有中毒热线 **{US_poison}**，日夜有人教你怎么做。",
     "Call the emergency number now and say that it is poisoning: **{US_ambulance}** in the US, "
     "**{EU_ambulance}** in the EU, **{CN_ambulance}** in China. In the US, Poison Help, "
     "**{US_poison}**, tells you day and night what to do."},
    {"现在就打急救电话 **{CN_ambulance}**，说是中毒，照接线员说的做。",
     "Call **{CN_ambulance}** now, say that it is poisoning, and do what the dispatcher tells "
     "you."},
    {"现在就打 **{US_ambulance}**，说是中毒。人清醒、没有不舒服，也可以先打中毒热线 "
     "**{US_poison}**，日夜有人教你怎么做。",
     "Call **{US_ambulance}** now and say that it is poisoning. If the person is awake and well, "
     "Poison Help, **{US_poison}**, tells you day and night what to do."},
    {"现在就打 **{EU_ambulance}**，说是中毒，请他们告诉你中毒中心的电话。",
     "Call **{EU_ambulance}** now, say that it is poisoning, and ask for the poison centre."},
}};

constexpr by_region crisis{{
    {"现在就打：**中国 {CN_crisis}**（心理援助热线）；美国 {US_crisis}，欧洲 "
     "{EU_crisis}。已经受伤或马上有危险，打 **{CN_ambulance}**（美国 {US_ambulance}）。",
     "Call now: **{US_crisis}** in the US, **{EU_crisis}** in the EU, **{CN_crisis}** in China. If "
     "you are hurt or in immediate danger: **{US_ambulance}** in the US, **{CN_ambulance}** in "
     "China."},
    {"现在就打 **{CN_crisis}**（全国心理援助热线）。没人接，或者已经受伤、马上有危险，打 "
     "**{CN_ambulance}**。",
     "Call **{CN_crisis}** now, the crisis line. If nobody answers, or you are hurt or in "
     "immediate danger, call **{CN_ambulance}**."},
    {"现在就打或发短信到 **{US_crisis}**（危机热线）。已经受伤或马上有危险，打 "
     "**{US_ambulance}**。",
     "Call or text **{US_crisis}** now, the crisis line. If you are hurt or in immediate danger, "
     "call **{US_ambulance}**."},
    {"现在就打 **{EU_crisis}**，请他们接危机干预。已经受伤或马上有危险，也打 "
     "**{EU_ambulance}**。",
     "Call **{EU_crisis}** now and say that you need crisis help; the same number if you are hurt "
     "or in immediate danger."},
}};

constexpr by_region police{{
    {"现在有危险就报警：**中国 {CN_police}**，美国 {US_police}，欧洲 {EU_police}；受了伤打 "
     "**{CN_ambulance}**（美国 {US_ambulance}，欧洲 {EU_ambulance}）。想找人商量：中国妇女维权热线 "
     "**{CN_violence}**，美国 **{US_violence}**。",
     "In danger now, call the police: **{US_police}** in the US, **{EU_police}** in the EU, "
     "**{CN_police}** in China (hurt there: **{CN_ambulance}**). To talk it through: "
     "**{US_violence}** in the US, **{CN_violence}** in China."},
    {"现在有危险就打 **{CN_police}** 报警；受了伤打 **{CN_ambulance}**。想找人商量：妇女维权热线 "
     "**{CN_violence}**。",
     "In danger now, call the police, **{CN_police}**; if you are hurt, **{CN_ambulance}**. To "
     "talk it through: the women's line, **{CN_violence}**."},
    {"现在有危险或受了伤，打 **{US_police}**。想找人商量：全国家暴热线 "
     "**{US_violence}**，不分昼夜。",
     "In danger now or hurt, call **{US_police}**. To talk it through, day and night: the domestic "
     "violence hotline, **{US_violence}**."},
    {"现在有危险或受了伤，打 **{EU_police}**。想找人商量：妇女受暴力侵害热线 "
     "{EU_violence}，许多国家都能打通。",
     "In danger now or hurt, call **{EU_police}**. To talk it through: {EU_violence}, the helpline "
     "for women, in many countries of the EU."},
}};

constexpr by_region confusion{{
    {"现在就打急救电话：**中国 {CN_ambulance}**，美国 {US_ambulance}，欧洲 "
     "{EU_ambulance}。有人可能受伤害时也报警：中国 **{CN_police}**。",
     "Call the emergency number now: **{US_ambulance}** in the US, **{EU_ambulance}** in the EU, "
     "**{CN_ambulance}** in China. If somebody may get hurt, say so; the police in China are "
     "**{CN_police}**."},
    {"现在就打 **{CN_ambulance}**；有人可能受伤害，同时打 "
     "**{CN_police}**。想先问怎么办：心理援助热线 **{CN_crisis}**。",
     "Call **{CN_ambulance}** now; if somebody may get hurt, **{CN_police}** as well. To ask what "
     "to do first: **{CN_crisis}**, the crisis line."},
    {"现在就打 **{US_ambulance}**，说是精神健康急症。没有眼前的危险，打 "
     "**{US_crisis}**，他们会告诉你怎么办。",
     "Call **{US_ambulance}** now and say that it is a mental health emergency. If nobody is in "
     "immediate danger, **{US_crisis}** tells you what to do."},
    {"现在就打 **{EU_ambulance}**，说是精神健康急症，说清有没有人会受伤害。",
     "Call **{EU_ambulance}** now, say that it is a mental health emergency and whether somebody "
     "may get hurt."},
}};

constexpr by_region ambulance_number{{
    {"急救电话：中国 **{CN_ambulance}**，美国 **{US_ambulance}**，欧洲 **{EU_ambulance}**。",
     "Emergency number: **{US_ambulance}** in the US, **{EU_ambulance}** in the EU, "
     "**{CN_ambulance}** in China."},
    {"急救电话：**{CN_ambulance}**。", "Emergency number: **{CN_ambulance}**."},
    {"急救电话：**{US_ambulance}**。", "Emergency number: **{US_ambulance}**."},
    {"急救电话：**{EU_ambulance}**。", "Emergency number: **{EU_ambulance}**."},
}};

constexpr by_region poison_number{{
    {"急救电话：中国 **{CN_ambulance}**，美国 **{US_ambulance}**，欧洲 "
     "**{EU_ambulance}**；美国中毒热线 **{US_poison}**。",
     "Emergency number: **{US_ambulance}** in the US, **{EU_ambulance}** in the EU, "
     "**{CN_ambulance}** in China; Poison Help in the US: **{US_poison}**."},
    {"急救电话：**{CN_ambulance}**。", "Emergency number: **{CN_ambulance}**."},
    {"中毒热线：**{US_poison}**；急救电话：**{US_ambulance}**。",
     "Poison Help: **{US_poison}**; emergency number: **{US_ambulance}**."},
    {"急救电话：**{EU_ambulance}**，请他们告诉你中毒中心的电话。",
     "Emergency number: **{EU_ambulance}**; ask them for the poison centre."},
}};

constexpr by_region crisis_number{{
    {"想找人说话，随时可以打：中国 **{CN_crisis}**，美国 **{US_crisis}**，欧洲 "
     "**{EU_crisis}**。马上有危险，打急救电话：中国 **{CN_ambulance}**，美国 **{US_ambulance}**。",
     "For somebody to talk to at any hour: **{US_crisis}** in the US, **{EU_crisis}** in the EU, "
     "**{CN_crisis}** in China. In immediate danger: **{US_ambulance}** in the US, "
     "**{CN_ambulance}** in China."},
    {"想找人说话，可以打 **{CN_crisis}**；马上有危险，打 **{CN_ambulance}**。",
     "For somebody to talk to: **{CN_crisis}**; in immediate danger: **{CN_ambulance}**."},
    {"想找人说话，随时可以打或发短信到 **{US_crisis}**；马上有危险，打 **{US_ambulance}**。",
     "For somebody to talk to at any hour, call or text **{US_crisis}**; in immediate danger: "
     "**{US_ambulance}**."},
    {"想找人说话，随时可以打 **{EU_crisis}**，请他们接危机干预；马上有危险也打它。",
     "For somebody to talk to, or in immediate danger: **{EU_crisis}**, and ask for crisis help."},
}};

constexpr by_region confusion_number{{
    {"快要控制不住，打报警或急救电话：中国 **{CN_police}**、**{CN_ambulance}**，美国 "
     "**{US_ambulance}**，欧洲 **{EU_ambulance}**；想先找人说：中国 **{CN_crisis}**，美国 "
     "**{US_crisis}**。",
     "If it gets out of hand: **{US_ambulance}** in the US, **{EU_ambulance}** in the EU, "
     "**{CN_police}** or **{CN_ambulance}** in China. To talk first: **{US_crisis}** in the US, "
     "**{CN_crisis}** in China."},
    {"快要控制不住，打 **{CN_police}** 或 **{CN_ambulance}**；想先找人说，打 **{CN_crisis}**。",
     "If it gets out of hand: **{CN_police}** or **{CN_ambulance}**. To talk first: "
     "**{CN_crisis}**."},
    {"快要控制不住，打 **{US_ambulance}**；想先找人说，打或发短信到 **{US_crisis}**。",
     "If it gets out of hand: **{US_ambulance}**. To talk first, call or text **{US_crisis}**."},
    {"快要控制不住，或想先找人说，打 **{EU_ambulance}**。",
     "If it gets out of hand, or to talk first: **{EU_ambulance}**."},
}};

using by_kind = std::array<const by_region*, static_cast<std::size_t>(call_for::count)>;

constexpr by_kind calls{&ambulance, &hospital, &poison, &crisis, &police, &confusion};
constexpr by_kind numbers{&ambulance_number, &ambulance_number, &poison_number,
                          &crisis_number,    &police,           &confusion_number};

/// Lines with numbers, by `call_for`, region and language.
using lines = std::array<std::array<std::array<std::string, 2>, std::tuple_size_v<by_region>>,
                         std::tuple_size_v<by_kind>>;

lines with_all_numbers(const by_kind& sentences) {
  lines all;
  for (std::size_t service = 0; service < all.size(); ++service) {
    for (std::size_t region_index = 0; region_index < all[service].size(); ++region_index) {
      for (const auto lang : {language::zh, language::en}) {
        all[service][region_index][static_cast<std::size_t>(lang)] =
            with_numbers((*sentences[service])[region_index].in(lang));
      }
    }
  }
  return all;
}

std::string_view line_of(const lines& all, call_for service, language lang,
                         region user_region) noexcept {
  return all[static_cast<std::size_t>(service)][static_cast<std::size_t>(user_region)]
            [static_cast<std::size_t>(lang)];
}

}  // namespace

std::string_view call_line(call_for service, language lang, region user_region) {
  static const auto all = with_all_numbers(calls);
  return line_of(all, service, lang, user_region);
}

std::string_view number_line(call_for service, language lang, region user_region) {
  static const auto all = with_all_numbers(numbers);
  return line_of(all, service, lang, user_region);
}

}  // namespace aurawell::safety
