#include "domain/safety/emergency_preamble.hpp"

#include <bitset>
#include <cstddef>
#include <string_view>
#include <utility>

#include "domain/safety/findings/most_pressing.hpp"
#include "domain/safety/first_minutes/first_minutes.hpp"
#include "domain/safety/young_line.hpp"

namespace aurawell::safety {

namespace {

using call_set = std::bitset<static_cast<std::size_t>(call_for::count)>;

bool has(const call_set& calls, call_for service) {
  return calls[static_cast<std::size_t>(service)];
}

void add(call_set& calls, call_for service) {
  calls.set(static_cast<std::size_t>(service));
}

// Whether the line of one of `calls` begins with the ambulance.
bool have_ambulance(const call_set& calls) {
  return has(calls, call_for::ambulance) || has(calls, call_for::poison) ||
         has(calls, call_for::confusion);
}

bool is_already_named(const call_set& named, call_for service) {
  const bool ambulance = service == call_for::ambulance || service == call_for::hospital;
  return has(named, service) || (ambulance && have_ambulance(named));
}

call_set calls_for(const finding_set& emergencies) {
  call_set calls;
  for (std::size_t i = 0; i < emergencies.size(); ++i) {
    if (emergencies[i]) {
      add(calls, first_minutes_for(static_cast<finding>(i)).service);
    }
  }
  return calls;
}

class writer {
 public:
  /// @param needed Whom to call for all findings.
  writer(language lang, region user_region, const call_set& needed)
      : lang_{lang}, user_region_{user_region}, needed_{needed} {}

  void add_steps(const first_minutes& row, std::optional<int> age_years) {
    add_paragraph("### ");
    out_ += row.sign.in(lang_);
    add_call(row.service);
    out_ += '\n';
    add_step(row.now.in(lang_));
    add_step(row.then.in(lang_));
    add_step(row.avoid.in(lang_));
    const auto young = line_for_young(row.which, age_years, lang_);
    if (!young.empty()) {
      add_step(young);
    }
  }

  void add_call(call_for service) {
    // A person does not go to hospital alone if another finding needs an ambulance.
    if (service == call_for::hospital && have_ambulance(needed_)) {
      service = call_for::ambulance;
    }
    if (!is_already_named(named_, service)) {
      add_paragraph(call_line(service, lang_, user_region_));
      add(named_, service);
    }
  }

  std::string take() && { return std::move(out_); }

 private:
  void add_paragraph(std::string_view text) {
    out_ += out_.empty() ? "" : "\n\n";
    out_ += text;
  }

  void add_step(std::string_view text) {
    out_ += "\n- ";
    out_ += text;
  }

  language lang_;
  region user_region_;
  call_set needed_;
  std::string out_;
  call_set named_;
};

}  // namespace

std::string emergency_preamble(const finding_set& found, language lang, region user_region,
                               std::optional<int> age_years) {
  const call_set needed = calls_for(emergencies_of(found));
  writer out{lang, user_region, needed};
  for (const finding each : most_pressing_emergencies(found)) {
    out.add_steps(first_minutes_for(each), age_years);
  }
  // Names all others to call too, also for findings whose steps are left out.
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (needed[i]) {
      out.add_call(static_cast<call_for>(i));
    }
  }
  return std::move(out).take();
}

}  // namespace aurawell::safety
