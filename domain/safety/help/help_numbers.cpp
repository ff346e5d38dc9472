#include "domain/safety/help/help_numbers.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

namespace aurawell::safety {

namespace {

constexpr std::size_t regions = 3;

struct help_row {
  help_kind kind;
  std::string_view name;
  /// China, US, EU; empty if the region has no such number.
  std::array<std::string_view, regions> numbers;
};

// In the order of `help_kind`. Sources: China 120 and 110, US 911, EU 112: the states' own;
// 12356: the National Health Commission's notice of 25 December 2024; 12338: the women's
// federation; 988 and 1-800-222-1222: the US health department; 1-800-799-7233: the US justice
// department; 116 016: the European Commission, in the member states that joined.
constexpr std::array<help_row, 5> rows{{
    {help_kind::ambulance, "ambulance", {"120", "911", "112"}},
    {help_kind::crisis, "crisis", {"12356", "988", "112"}},
    {help_kind::police, "police", {"110", "911", "112"}},
    {help_kind::poison, "poison", {"", "1-800-222-1222", ""}},
    {help_kind::violence, "violence", {"12338", "1-800-799-7233", "116 016"}},
}};

constexpr const help_row& row_of(help_kind kind) noexcept {
  return rows[static_cast<std::size_t>(kind)];
}

constexpr std::array shown_kinds{help_kind::ambulance, help_kind::crisis, help_kind::police};

/// Shows the police only in regions where they have another number than the ambulance.
constexpr bool is_shown(help_kind kind, std::size_t region_index) noexcept {
  return kind != help_kind::police ||
         row_of(kind).numbers[region_index] != row_of(help_kind::ambulance).numbers[region_index];
}

struct shown_numbers {
  std::array<help_number, shown_kinds.size() * regions> all{};
  /// Index of the first number of each region; the last entry is the end.
  std::array<std::size_t, regions + 1> begin{};
};

constexpr auto shown = [] {
  shown_numbers out;
  std::size_t count = 0;
  for (std::size_t region_index = 0; region_index < regions; ++region_index) {
    for (const auto kind : shown_kinds) {
      if (is_shown(kind, region_index)) {
        out.all[count++] = {kind, static_cast<region>(region_index + 1),
                            row_of(kind).numbers[region_index]};
      }
    }
    out.begin[region_index + 1] = count;
  }
  return out;
}();

/// Returns an empty text if there is no number with this name.
std::string_view number_of(std::string_view name) noexcept {
  const auto named_region = region_from_string(name.substr(0, 2));
  for (const auto& row : rows) {
    if (named_region && name.size() > 3 && row.name == name.substr(3)) {
      return row.numbers[static_cast<std::size_t>(*named_region) - 1];
    }
  }
  return {};
}

}  // namespace

std::string_view to_string(help_kind kind) noexcept {
  return row_of(kind).name;
}

std::span<const help_number> help_numbers(region user_region) noexcept {
  const auto all = std::span{shown.all}.first(shown.begin.back());
  if (user_region == region::unknown) {
    return all;
  }
  const auto index = static_cast<std::size_t>(user_region) - 1;
  return all.subspan(shown.begin[index], shown.begin[index + 1] - shown.begin[index]);
}

std::string with_numbers(std::string_view sentence) {
  std::string out;
  out.reserve(sentence.size());
  while (!sentence.empty()) {
    const auto open = std::min(sentence.find('{'), sentence.size());
    out += sentence.substr(0, open);
    sentence.remove_prefix(open);
    if (sentence.empty()) {
      break;
    }
    const auto close = sentence.find('}');
    assert(close != std::string_view::npos);
    const auto number = number_of(sentence.substr(1, close - 1));
    assert(!number.empty());
    out += number;
    sentence.remove_prefix(std::min(close, sentence.size() - 1) + 1);
  }
  return out;
}

}  // namespace aurawell::safety
