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

/// Logs what operators, or a program that blocks addresses, look for. Never what was typed:
/// people type passwords where names belong.
///
/// @param account Empty: there is none of that name.
void log_security(security_event what, const user_id& account, std::string_view address);

}  // namespace aurawell::net
