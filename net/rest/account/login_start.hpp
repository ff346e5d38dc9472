#pragma once

#include "net/rest/login_origin.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

/// Starts a login of a user who has shown the password of `own`: stores it and replies with its
/// first token. `ec::unavailable` when the password was changed meanwhile.
///
/// @param now When the user asked to sign in.
void start_login(const rest_backend& behind, const account& own, const login_origin& origin,
                 wall_time now, std::string_view message, const reply_receiver& then);

/// The login has received another token. Replies at once, before that is stored; if the write
/// fails, only the time in the list of logins is outdated.
void continue_login(const rest_backend& behind, const user_id& user, const issued_token& token,
                    const login_origin& origin, wall_time now, const reply_receiver& then);

}  // namespace aurawell::net
