#pragma once

#include <string_view>

namespace aurawell::net {

/// True when `text`, in lower case, says that a request is too long for the model. False when it is
/// only about the length of the answer, or about a quota.
bool says_too_long(std::string_view text) noexcept;

/// The text has a term for the context length that has no other meaning, whatever the status is.
bool names_full_context(std::string_view text) noexcept;

/// Like `names_full_context`, or the wording that servers use when they report it as their own
/// fault (500).
bool names_long_prompt(std::string_view text) noexcept;

}  // namespace aurawell::net
