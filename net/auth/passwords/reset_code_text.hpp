#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"

namespace aurawell::net {

/// A code for a new password: 80 random bits as "XXXX-XXXX-XXXX-XXXX", in digits and letters that
/// are hard to confuse. Must not be logged. Throws `std::runtime_error` when libsodium cannot be
/// used.
std::string draw_reset_code();

/// The stored hash of a user's code. Ignores case, spaces and hyphens; reads O, I and L as the
/// digits that they resemble. Nothing when the text cannot be a code.
std::optional<std::string> hash_reset_code(const user_id& user, std::string_view code);

}  // namespace aurawell::net
