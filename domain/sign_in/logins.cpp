#include "domain/sign_in/logins.hpp"

namespace aurawell {

result<std::vector<revoked_login>> record_login(account_store& accounts, const account_login& login,
                                                const login_bounds& bounds) {
  if (const auto saved = accounts.save_login(login); !saved) {
    return saved.failure();
  }
  const auto all = accounts.logins_of(login.user);
  if (!all) {
    return all.failure();
  }
  const auto now = login.used_at;
  std::vector<revoked_login> ended;
  std::size_t kept = 0;
  for (const auto& one : *all) {
    const bool is_over = one.created_at + bounds.lifetime <= now;
    if (!is_over && (one.login == login.login || kept < bounds.most - 1)) {
      kept += one.login == login.login ? 0 : 1;
      continue;
    }
    const revoked_login gone{one.login, one.user, now + bounds.lifetime};
    if (const auto done = end_login(accounts, gone); !done) {
      return done.failure();
    }
    ended.push_back(gone);
  }
  return ended;
}

result<bool> end_login(account_store& accounts, const revoked_login& gone) {
  auto removed = accounts.remove_login(gone.user, gone.login);
  if (!removed || !*removed) {
    return removed;
  }
  if (const auto revoked = accounts.revoke_login(gone); !revoked) {
    return revoked.failure();
  }
  return true;
}

result<void> end_logins(account_store& accounts, const revoked_login& gone) {
  auto done = accounts.revoke_login(gone);
  return done ? accounts.remove_logins(gone.user, gone.spared) : done;
}

result<void> expect_password(account_store& accounts, const user_id& user, std::string_view hash) {
  const auto known = accounts.find_account(user);
  if (!known) {
    return known.failure();
  }
  if (!*known || (*known)->password_hash != hash) {
    return error{ec::unavailable, "the password was changed at this moment; try again"};
  }
  return {};
}

result<void> replace_password(account_store& accounts, std::string_view hash,
                              const revoked_login& gone) {
  auto done = accounts.set_password_hash(gone.user, hash);
  done = done ? end_logins(accounts, gone) : done;
  return done ? accounts.remove_reset_codes(gone.user) : done;
}

}  // namespace aurawell
