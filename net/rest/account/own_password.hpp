#pragma once

#include <functional>
#include <optional>
#include <string>

#include "domain/account/account.hpp"
#include "net/rest/route.hpp"

namespace aurawell::net {

/// The password that somebody who is signed in shows once more.
struct own_password {
  account of;
  std::string password;
  std::string address;
  /// The login by which they are; empty: none.
  std::string login;
};

/// `then` is called once, with nothing when it is right, else with what to answer. Wrong ones are
/// counted and logged.
void check_own_password(const rest_backend& behind, const own_password& shown,
                        std::function<void(std::optional<reply_maker>)> then);

}  // namespace aurawell::net
