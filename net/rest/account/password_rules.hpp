#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.hpp"
#include "domain/language.hpp"

namespace aurawell::net {

/// What is wrong with a new password: its length, or that it is easy to guess.
///
/// @param field Its name in the message.
/// @param personal The owner's names.
std::optional<error> find_password_fault(std::string_view password, std::string_view field,
                                         const std::vector<std::string>& personal,
                                         double least_bits, language lang);

}  // namespace aurawell::net
