#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurawell::net {

/// How hard a password is to guess, in bits. Common words, names, dates, keyboard patterns and
/// repetitions add little. Takes about a millisecond.
///
/// @param personal What an attacker knows of its owner, such as the user name.
double password_bits(std::string_view password, const std::vector<std::string>& personal);

}  // namespace aurawell::net
