#include "domain/sign_in/password_reset.hpp"

#include <algorithm>

#include "domain/sign_in/logins.hpp"

namespace aurawell {

result<std::optional<account>> find_anybody(account_store& accounts, std::string_view name) {
  auto found = accounts.find_login(name);
  if (!found || found->has_value()) {
    return found;
  }
  return accounts.find_account({std::string{name}});
}

result<bool> offer_reset_code(account_store& accounts, const reset_code& fresh, std::size_t most,
                              wall_time now) {
  const auto known = accounts.find_account(fresh.user);
  const auto waiting = accounts.reset_codes_of(fresh.user, now);
  if (!known || !waiting) {
    return !known ? known.failure() : waiting.failure();
  }
  // Who was erased meanwhile leaves nothing behind.
  if (!*known || waiting->size() >= most) {
    return false;
  }
  if (const auto added = accounts.add_reset_code(fresh, now); !added) {
    return added.failure();
  }
  return true;
}

result<bool> has_reset_code(account_store& accounts, const user_id& user, std::string_view hash,
                            wall_time now) {
  const auto waiting = accounts.reset_codes_of(user, now);
  if (!waiting) {
    return waiting.failure();
  }
  return std::any_of(waiting->begin(), waiting->end(),
                     [&](const reset_code& one) { return one.hash == hash; });
}

result<void> reset_password(account_store& accounts, std::string_view code_hash,
                            std::string_view password_hash, const revoked_login& gone,
                            wall_time now) {
  const auto counts = has_reset_code(accounts, gone.user, code_hash, now);
  if (!counts) {
    return counts.failure();
  }
  return *counts ? replace_password(accounts, password_hash, gone) : result<void>{bad_reset_code()};
}

error bad_reset_code() {
  return {ec::bad_credentials, "the code is wrong, used or too old"};
}

}  // namespace aurawell
