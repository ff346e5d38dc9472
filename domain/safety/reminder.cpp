#include "domain/safety/reminder.hpp"

#include <array>
#include <cstddef>
#include <string_view>

#include "domain/safety/first_minutes/first_minutes.hpp"
#include "domain/safety/help/help_numbers.hpp"

namespace aurawell::safety {

namespace {

// In the order of `region`.
using by_region = std::array<bilingual, static_cast<std::size_t>(region::european_union) + 1>;

constexpr by_region ambulance_reminders{{
    {"**先提醒一句**：你前面提到的情况可能很急。只要还没看过医生，或又出现，请马上打 "
     "**{CN_ambulance}**（美国 {US_ambulance}，欧洲 {EU_ambulance}）。",
     "**First, a reminder**: what you described earlier may be urgent. Unless a doctor has seen "
     "it, or if it comes back, call **{US_ambulance}** (US), **{EU_ambulance}** (EU) or "
     "**{CN_ambulance}** (China) now."},
    {"**先提醒一句**：你前面提到的情况可能很急。只要还没看过医生，或又出现，请马上打 "
     "**{CN_ambulance}**。",
     "**First, a reminder**: what you described earlier may be urgent. Unless a doctor has seen "
     "it, or if it comes back, call **{CN_ambulance}** now."},
    {"**先提醒一句**：你前面提到的情况可能很急。只要还没看过医生，或又出现，请马上打 "
     "**{US_ambulance}**。",
     "**First, a reminder**: what you described earlier may be urgent. Unless a doctor has seen "
     "it, or if it comes back, call **{US_ambulance}** now."},
    {"**先提醒一句**：你前面提到的情况可能很急。只要还没看过医生，或又出现，请马上打 "
     "**{EU_ambulance}**。",
     "**First, a reminder**: what you described earlier may be urgent. Unless a doctor has seen "
     "it, or if it comes back, call **{EU_ambulance}** now."},
}};

constexpr by_region crisis_reminders{{
    {"**你前面说的话我还记着**。如果那些念头还在，请打 **{CN_crisis}**（美国 {US_crisis}，欧洲 "
     "{EU_crisis}），并让一个信任的人陪着你。",
     "**I have not forgotten what you said earlier.** If those thoughts are still there, call "
     "**{US_crisis}** (US), **{EU_crisis}** (EU) or **{CN_crisis}** (China), and have someone you "
     "trust with you."},
    {"**你前面说的话我还记着**。如果那些念头还在，请打 **{CN_crisis}**，并让一个信任的人陪着你。",
     "**I have not forgotten what you said earlier.** If those thoughts are still there, call "
     "**{CN_crisis}**, and have someone you trust with you."},
    {"**你前面说的话我还记着**。如果那些念头还在，请打 **{US_crisis}**，并让一个信任的人陪着你。",
     "**I have not forgotten what you said earlier.** If those thoughts are still there, call or "
     "text **{US_crisis}**, and have someone you trust with you."},
    {"**你前面说的话我还记着**。如果那些念头还在，请打 **{EU_crisis}**，并让一个信任的人陪着你。",
     "**I have not forgotten what you said earlier.** If those thoughts are still there, call "
     "**{EU_crisis}**, and have someone you trust with you."},
}};

constexpr by_region police_reminders{{
    {"**你的安全最要紧**。如果你前面说的危险还在，先离开，再报警：中国 **{CN_police}**，美国 "
     "**{US_police}**，欧洲 **{EU_police}**。",
     "**Your safety comes first.** If the danger you spoke of is still there, leave and call the "
     "police: **{US_police}** (US), **{EU_police}** (EU) or **{CN_police}** (China)."},
    {"**你的安全最要紧**。如果你前面说的危险还在，先离开，再打 **{CN_police}** 报警。",
     "**Your safety comes first.** If the danger you spoke of is still there, leave and call the "
     "police, **{CN_police}**."},
    {"**你的安全最要紧**。如果你前面说的危险还在，先离开，再打 **{US_police}**。",
     "**Your safety comes first.** If the danger you spoke of is still there, leave and call "
     "**{US_police}**."},
    {"**你的安全最要紧**。如果你前面说的危险还在，先离开，再打 **{EU_police}**。",
     "**Your safety comes first.** If the danger you spoke of is still there, leave and call "
     "**{EU_police}**."},
}};

const by_region& reminder_for(call_for service) noexcept {
  switch (service) {
    case call_for::crisis: return crisis_reminders;
    case call_for::police: return police_reminders;
    default: return ambulance_reminders;
  }
}

}  // namespace

std::string emergency_reminder(const finding_set& earlier, language lang, region user_region) {
  const finding_set emergencies = emergencies_of(earlier);
  std::string out;
  for (const by_region* kind : {&ambulance_reminders, &crisis_reminders, &police_reminders}) {
    for (std::size_t i = 0; i < emergencies.size(); ++i) {
      if (emergencies[i] &&
          &reminder_for(first_minutes_for(static_cast<finding>(i)).service) == kind) {
        out += out.empty() ? "" : "\n\n";
        out += with_numbers((*kind)[static_cast<std::size_t>(user_region)].in(lang));
        break;
      }
    }
  }
  return out;
}

}  // namespace aurawell::safety
