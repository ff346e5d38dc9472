#pragma once

#include <string_view>

#include "domain/ids.hpp"

namespace aurawell::net {

enum class security_event : unsigned char {
  sign_in_failed,
  password_check_failed,
  password_changed,
  reset_code_made,
  reset_failed,
  password_reset,
  login_ended,
  every_login_ended,
};

/// Logs events for operators and for programs that block addresses. Never logs the user's input:
/// users sometimes type passwords in place of names.
///
/// @param account Empty: no account has that name.
void log_security(security_event event, const user_id& account, std::string_view address);

}  // namespace aurawell::net
