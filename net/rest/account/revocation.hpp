#pragma once

#include <functional>
#include <string>

#include "net/rest/route.hpp"
#include "net/rest/security_log.hpp"

namespace aurawell::net {

/// Why all logins of a user end, and for whom.
struct mass_revocation {
  user_id user;
  /// The login that does not end; empty: none.
  std::string spared;
  store_asker asker;
  std::string address;
  wall_time asked_at;
  /// Its name in the audit.
  const char* action = "";
  security_event event{};
};

/// Makes a change that ends all logins: all that began before, also while a password was hashed.
/// `change` runs in the store. Continues with `done` after the logins were revoked and their
/// connections closed; a failure goes to `then`.
void revoke_all(const rest_backend& behind, const mass_revocation& wish,
                std::function<result<void>(account_store&, const revoked_login&)> change,
                const reply_receiver& then, std::function<void()> done);

}  // namespace aurawell::net
