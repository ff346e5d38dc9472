#pragma once

#include <string>
#include <string_view>

namespace aurawell::net {

/// The JSON text with NaN in place of each number that no double can hold. The others are
/// written anew, each as the nearest double, since RapidJSON takes more for too big than
/// is. Everything else stays as it is.
std::string without_huge_numbers(std::string_view json);

}  // namespace aurawell::net
