#include "domain/safety/early_care/early_care.hpp"

#include <array>
#include <cassert>
#include <cstddef>
#include <span>
#include <string_view>

#include "domain/safety/early_care/groups.hpp"
#include "domain/safety/findings/most_pressing.hpp"

namespace aurawell::safety {

namespace {

using row_by_finding = std::array<const early_care*, static_cast<std::size_t>(finding::count)>;

row_by_finding all_rows() noexcept {
  row_by_finding rows{};
  for (const auto group : {urgent_inner_care(), urgent_outer_care(), urgent_mind_care(),
                           doctor_body_care(), doctor_other_care()}) {
    for (const early_care& row : group) {
      const early_care*& place = rows[static_cast<std::size_t>(row.which)];
      assert(place == nullptr);
      place = &row;
    }
  }
  return rows;
}

constexpr bilingual crisis_heading{"谢谢你愿意说", "Thank you for telling me"};
constexpr bilingual police_heading{"你的安全最要紧", "Your safety comes first"};
constexpr bilingual urgent_heading{"这最好今天就让医生看", "A doctor should see this today"};
constexpr bilingual doctor_heading{"这几天找医生看看", "Have a doctor look at this soon"};

std::string_view heading_of(const early_care& first, language lang) {
  if (first.service == call_for::crisis) {
    return crisis_heading.in(lang);
  }
  if (first.service == call_for::police) {
    return police_heading.in(lang);
  }
  const bool urgent = level_of(first.which) == safety_level::urgent;
  return (urgent ? urgent_heading : doctor_heading).in(lang);
}

void add_row(std::string& out, const early_care& row, language lang) {
  constexpr bilingual call_if{"**有这些就马上打电话**：", " **Call at once** if "};
  constexpr bilingual stop{"。", "."};
  out += "\n- ";
  out += row.may_be.in(lang);
  out += lang == language::zh ? "" : " ";
  out += row.soon.in(lang);
  out += call_if.in(lang);
  out += row.at_once.in(lang);
  out += stop.in(lang);
}

}  // namespace

const early_care& early_care_for(finding which) noexcept {
  static const row_by_finding rows = all_rows();
  const auto* const row = rows[static_cast<std::size_t>(which)];
  assert(row != nullptr);
  return *row;
}

std::string early_care_preamble(const finding_set& found, language lang, region user_region) {
  const auto spoken_of = most_pressing_early(found);
  if (spoken_of.empty()) {
    return {};
  }
  std::string out{"### "};
  out += heading_of(early_care_for(spoken_of.front()), lang);
  out += '\n';
  for (const finding each : spoken_of) {
    add_row(out, early_care_for(each), lang);
  }
  std::string_view before;
  for (const finding each : spoken_of) {
    const auto numbers = number_line(early_care_for(each).service, lang, user_region);
    if (numbers != before) {
      out += "\n\n";
      out += numbers;
    }
    before = numbers;
  }
  return out;
}

}  // namespace aurawell::safety
