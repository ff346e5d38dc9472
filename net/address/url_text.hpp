#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurawell::net {

/// What precedes `end` is cut off `rest` and returned, `end` dropped; all of it when
/// there is no `end`.
std::string_view cut(std::string_view& rest, char end);

/// Nothing when a "%" is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace aurawell::net
