#pragma once

#include <string_view>

namespace aurawell::net {

/// True when `text`, in lower case, says that a request is too long for the model: not when it
/// speaks of the length of the answer alone, or of a quota.
bool says_too_long(std::string_view text) noexcept;

/// It has a name of the context, which means nothing else, whatever the status is.
bool names_full_context(std::string_view text) noexcept;

/// The same, or the wording that servers use where they report their own fault with it (500).
bool names_long_prompt(std::string_view text) noexcept;

}  // namespace aurawell::net
