#pragma once

#include <string_view>

#include "net/auth/gatekeeper.hpp"
#include "net/auth/gateway_word.hpp"

namespace aurawell::net {

/// Decides who a request comes from, by what it brings.
///
/// @param token As it came, "" when none did.
/// @param named Whom path, query or body say it comes from, perhaps nobody.
///
/// Where a gateway names the user, only that counts: `ec::forbidden` when `named` is another
/// user. Behind a gateway that names nobody, `gate` does not take `named` at its word. Else as
/// `gatekeeper::admit`.
result<caller> identify(const gatekeeper& gate, std::string_view token, const gateway_word& gateway,
                        const user_id& named, wall_time now);

}  // namespace aurawell::net
