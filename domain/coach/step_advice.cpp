#include "domain/coach/area_advice.hpp"

#include <cmath>
#include <string>

namespace aurawell::health {

void write_steps(advice_text& out, const profile& user) {
  if (!user.steps) {
    return;
  }
  // More steps have little additional benefit (Paluch et al., Lancet Public Health 2022).
  constexpr int usual_goal = 8'000;
  constexpr int older_goal = 6'000;
  constexpr int older_age = 60;
  const bool older = user.age_years && *user.age_years >= older_age;
  constexpr int steps_per_minute = 100;
  const int goal = user.daily_steps_goal.value_or(older ? older_goal : usual_goal);
  const int gap = goal - *user.steps;
  const std::string done = out.number(*user.steps);
  if (gap <= 0) {
    out.bullet({"步数 **{0}**，已经达到 {1} 的目标，保持住。",
                "**{0} steps** meets the goal of {1}; keep it there."},
               {done, out.number(goal)});
    return;
  }
  const std::string minutes = out.number(std::ceil(gap / static_cast<double>(steps_per_minute)));
  const bool own = user.daily_steps_goal.has_value();
  out.bullet(
      own ? bilingual{"步数 {0}，离你的目标 {1} 还差 **{2} 步**，大约走 {3} 分钟，可以分两三次。",
                      "You are at {0} steps; your goal of {1} is **{2} steps** away, about {3} "
                      "minutes of walking in two or three goes."}
          : bilingual{"步数 {0}，离多数同龄人受益明显的 {1} 步还差 **{2} 步**，大约走 {3} "
                      "分钟；一下子补不齐，就每周加 1000 步。",
                      "You are at {0} steps; {1}, where most people of your age benefit clearly, "
                      "is **{2} steps** away, about {3} minutes of walking. Add 1,000 a week if "
                      "that is much."},
      {done, out.number(goal), out.number(gap), minutes});
}

}  // namespace aurawell::health
