#pragma once

#include "net/rest/login_origin.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

/// A new login of somebody who has shown the password that `own` has: written down, and answered
/// with its first token. `ec::unavailable` when the password has been changed meanwhile.
///
/// @param now When they asked for it.
void start_login(const rest_backend& behind, const account& own, const login_origin& origin,
                 wall_time now, std::string_view message,
                 const std::function<void(reply_maker)>& then);

/// The login was given another token. It is answered with at once: nobody waits for that to be
/// written down, and if it cannot be, only the list of logins is older than it could be.
void continue_login(const rest_backend& behind, const user_id& user, const issued_token& token,
                    const login_origin& origin, wall_time now,
                    const std::function<void(reply_maker)>& then);

}  // namespace aurawell::net
