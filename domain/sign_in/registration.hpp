#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ports/account_store.hpp"

namespace aurawell {

/// Name, address and password for a new account, not checked yet.
struct registration {
  std::string username;
  std::string email;
  std::string password;
};

/// Returns all problems. The name must have 3 to 32 of A-Z a-z 0-9 _ . -, the address must have the
/// form of one, the password must have 8 to 128 bytes.
std::vector<error> check_registration(const registration& wish);

bool is_username(std::string_view text);

/// Checks only the length. How easily the password is guessed must be checked elsewhere.
/// @param field Name of the password in the error's text.
std::optional<error> check_password(std::string_view password, std::string_view field);

/// Adds an account with a random id, and the holder's profile unless it is empty.
/// `ec::user_exists` if the name or the address is taken.
result<user_id> register_account(account_store& accounts, const registration& wish,
                                 std::string password_hash, const health::profile& holder,
                                 wall_time now);

}  // namespace aurawell
