#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// From nobody to somebody with a token, and back.

rest_handler register_account;
/// An unknown name and a wrong password look the same, and take as long.
rest_handler log_in;
rest_handler refresh_token;
rest_handler log_out;

// The caller's logins: which there are, and the end of one or of all.

rest_handler list_logins;
rest_handler end_login;
/// The caller's own too.
rest_handler log_out_everywhere;

/// Of the caller's own account. Every other login ends.
rest_handler change_password;

/// Sends a code for a new password to the account's holder. The answer is the same, and as fast,
/// whether there is such an account or not.
rest_handler send_reset_code;

/// A new password for who has a code. Every login ends.
rest_handler reset_password;

// What is kept about the caller: who used it, all of it, none of it any more.

rest_handler list_audit;
rest_handler export_account;
/// Own accounts must show their password.
rest_handler erase_account;

}  // namespace aurawell::net
