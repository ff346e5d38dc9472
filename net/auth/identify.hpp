#pragma once

#include <string_view>

#include "net/auth/gatekeeper.hpp"
#include "net/auth/gateway_word.hpp"

namespace aurawell::net {

/// Finds the user that a request comes from.
///
/// @param token As received, "" without one.
/// @param named The user in path, query or body; may be empty.
///
/// If a gateway names the user, only that name counts: `ec::forbidden` when `named` is another
/// user. Behind a gateway that names none, `gate` does not accept an unproved `named`. Otherwise
/// the result is that of `gatekeeper::authenticate`.
result<caller> identify(const gatekeeper& gate, std::string_view token, const gateway_word& gateway,
                        const user_id& named, wall_time now);

}  // namespace aurawell::net
