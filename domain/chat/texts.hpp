#pragma once

#include <string_view>

#include "domain/error.hpp"
#include "domain/language.hpp"

namespace aurawell {

/// Sentences of the service itself, for people.
enum class phrase : unsigned char {
  welcome,
  sending,
  queued,
  streaming,
  done,
  cancelled,
  incomplete,
  member_switched,
  status_report,
  token_renewed,
  closing_for_restart,
};

std::string_view say(phrase key, language lang) noexcept;

/// The sentence for a failure, for the user.
std::string_view say(ec code, language lang) noexcept;

}  // namespace aurawell
