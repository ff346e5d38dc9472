#pragma once

#include <array>
#include <string_view>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/help/call_line.hpp"

namespace aurawell::safety {

/// Where an advice comes from.
struct reference {
  std::string_view title;
  /// Somebody read it, or an excerpt or reprint of it, and the main advice of the row is there.
  /// Details of the row may come from elsewhere.
  bool verified = false;
};

constexpr reference verified(std::string_view title) noexcept {
  return {title, true};
}

constexpr reference unverified(std::string_view title) noexcept {
  return {title, false};
}

/// What a layperson does until help takes over. It names no dose of any drug.
struct first_minutes {
  finding which;
  call_for whom;
  /// What it may be, as a heading.
  bilingual sign;
  bilingual now;
  /// While one waits.
  bilingual then;
  bilingual avoid;
  /// What an answer should find out.
  bilingual ask;
  /// One or two; an unused one has no title.
  std::array<reference, 2> sources;
};

/// `which` is an emergency.
const first_minutes& first_minutes_for(finding which) noexcept;

}  // namespace aurawell::safety
