#pragma once

#include <string_view>

#include "domain/account/member_use.hpp"

namespace aurawell {

/// As `find_member`; that another account's member is used is written down, with what is
/// done (`audit_entry::action`). Writes only then.
result<member_access> use_member(account_store& accounts, const member_wish& wish,
                                 std::string_view action, wall_time now);

}  // namespace aurawell
