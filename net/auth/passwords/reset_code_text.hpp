#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"

namespace aurawell::net {

/// A code for a new password: 80 random bits as "XXXX-XXXX-XXXX-XXXX", in digits and letters
/// that are hard to mistake. It must reach no log. Throws `std::runtime_error` when libsodium
/// cannot be used.
std::string draw_reset_code();

/// What is kept of a code of the user's. Small letters, spaces and hyphens do not matter, and O,
/// I and L count as the digits that they look like; nothing when it cannot be a code.
std::optional<std::string> hash_reset_code(const user_id& user, std::string_view code);

}  // namespace aurawell::net
