#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/account/account.hpp"
#include "domain/error.hpp"
#include "domain/language.hpp"
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

/// What is wrong with a new password: its length, or that it is easy to guess.
///
/// @param field Its name in the message.
/// @param personal The owner's names.
std::optional<error> find_password_fault(std::string_view password, std::string_view field,
                                         const std::vector<std::string>& personal,
                                         double least_bits, language lang);

}  // namespace aurawell::net
