#pragma once

#include <functional>
#include <optional>
#include <string>

#include "domain/account/account.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

/// The password that a signed-in user must show again.
struct own_password {
  account of;
  std::string password;
  std::string address;
  /// The user's login; empty: none.
  std::string login;
};

/// Calls `then` once, with nothing when the password is right, else with the reply. Counts and logs
/// wrong passwords.
void check_own_password(const rest_backend& behind, const own_password& shown,
                        std::function<void(std::optional<reply_maker>)> then);

}  // namespace aurawell::net
