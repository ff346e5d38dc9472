#pragma once

#include <cstddef>
#include <string_view>

namespace aurawell {

/// Bytes at the beginning of `text` that show nothing: white space of every width, control
/// characters, and what is invisible (`is_invisible`), such as zero-width space and joiners.
std::size_t leading_blanks(std::string_view text) noexcept;

/// Nothing but that.
bool is_blank(std::string_view text) noexcept;

}  // namespace aurawell
