#pragma once

#include <array>
#include <string_view>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/help/call_line.hpp"

namespace aurawell::safety {

/// Source of advice.
struct reference {
  std::string_view title;
  /// Somebody has read the source, an excerpt or a reprint, and found the main advice of the row
  /// there. Details of the row may have other sources.
  bool verified = false;
};

constexpr reference verified(std::string_view title) noexcept {
  return {title, true};
}

constexpr reference unverified(std::string_view title) noexcept {
  return {title, false};
}

/// What a layperson does until help arrives. Names no dose of any drug.
struct first_minutes {
  finding which;
  call_for service;
  /// Heading: what it may be.
  bilingual sign;
  bilingual now;
  /// Steps while waiting for help.
  bilingual then;
  bilingual avoid;
  /// What an answer should ask.
  bilingual ask;
  /// One or two. An unused entry has no title.
  std::array<reference, 2> sources;
};

/// Requires an emergency.
const first_minutes& first_minutes_for(finding which) noexcept;

}  // namespace aurawell::safety
