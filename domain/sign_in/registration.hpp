#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ports/account_store.hpp"

namespace aurawell {

/// What somebody wants to be known by.
struct registration {
  std::string username;
  std::string email;
  std::string password;
};

/// Everything that is wrong with it: the name has 3 to 32 of A-Z a-z 0-9 _ . -, the address
/// the form of one, the password 8 to 128 bytes.
std::vector<error> check_registration(const registration& wish);

bool is_username(std::string_view text);

/// Its length; `field` names it in what is told. Whether it can be guessed is not looked at.
std::optional<error> check_password(std::string_view password, std::string_view field);

/// Makes the account of a random id, with what is known of its holder.
/// `ec::user_exists` when name or address are taken.
result<user_id> register_account(account_store& accounts, const registration& wish,
                                 std::string password_hash, const health::profile& holder,
                                 wall_time now);

}  // namespace aurawell
