#include "domain/coach/briefing.hpp"

#include <cmath>

#include "domain/text/plain_text.hpp"

namespace aurawell::health {

namespace {

constexpr double pounds_per_kg = 1 / 0.45359237;

bool uses_pounds(const advice_text& out, const profile& user) {
  return out.lang() == language::en && user.units == unit_system::imperial;
}

}  // namespace

void write_focus(advice_text& out, const briefing& about, std::span<const focus_tip> tips,
                 std::size_t most) {
  for (const focus_tip& tip : tips) {
    const bool barred = tip.unless != condition::count && about.person.has(tip.unless);
    if (most > 0 && !barred && has_any(about.text, tip.phrases)) {
      out.bullet(tip.text);
      --most;
    }
  }
}

void write_conditions(advice_text& out, const briefing& about, std::span<const condition_tip> tips,
                      std::size_t most) {
  for (const condition_tip& tip : tips) {
    if (most > 0 && about.person.has(tip.which)) {
      out.bullet(tip.text);
      --most;
    }
  }
}

std::string weight_text(const advice_text& out, const profile& user, double kg) {
  if (uses_pounds(out, user)) {
    return out.number(kg * pounds_per_kg) + " lb";
  }
  return out.number(kg, 1) + (out.lang() == language::zh ? " 公斤" : " kg");
}

std::string weight_range_text(const advice_text& out, const profile& user, weight_range range) {
  const double low = uses_pounds(out, user) ? range.low_kg * pounds_per_kg : range.low_kg;
  return out.number(low, uses_pounds(out, user) ? 0 : 1) + "–" +
         weight_text(out, user, range.high_kg);
}

std::string kcal_text(const advice_text& out, double kcal) {
  return out.number(std::round(kcal / 10) * 10);
}

std::string hours_text(const advice_text& out, double hours) {
  const auto minutes = static_cast<int>(std::lround(hours * 60));
  const std::string whole = std::to_string(minutes / 60);
  const std::string rest = std::to_string(minutes % 60);
  if (minutes % 60 == 0) {
    return out.say({"{0} 小时", "{0} h"}, {whole});
  }
  if (minutes < 60) {
    return out.say({"{0} 分钟", "{0} min"}, {rest});
  }
  return out.say({"{0} 小时 {1} 分", "{0} h {1} min"}, {whole, rest});
}

}  // namespace aurawell::health
