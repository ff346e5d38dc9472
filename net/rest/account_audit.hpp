#pragma once

#include <string>

#include "domain/ids.hpp"
#include "domain/ports/account_store.hpp"

namespace aurawell::net {

/// An audit entry for an action on the own account.
inline audit_entry own_entry(const user_id& user, const char* action, wall_time now) {
  return {now, user, {user, {user.value}}, action};
}

}  // namespace aurawell::net
