#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurawell::net {

/// How hard a password is to guess, in bits of guesses: common words, names, dates, patterns of
/// the keyboard and repetitions count as little as they are worth. Takes about a millisecond.
///
/// @param personal What an attacker knows of its owner, such as the user name.
double password_bits(std::string_view password, const std::vector<std::string>& personal);

}  // namespace aurawell::net
