#pragma once

#include <chrono>
#include <string_view>

#include "domain/family/member_use.hpp"

namespace aurawell {

/// Reads of the same kind, by the same account, of the same member, that follow an entry of the
/// audit within this time are not entered again.
inline constexpr std::chrono::hours audited_as_one{1};

/// As `find_member`, for a change; that another account's member is used is written down,
/// with what is done (`audit_entry::action`). Writes only then.
result<member_access> use_member(account_store& accounts, const member_wish& wish,
                                 std::string_view action, wall_time now);

/// Whether a read must be written down: it is of another account's member, and nothing like
/// it was written down within `audited_as_one`. Only reads.
result<bool> lacks_audit(account_store& accounts, const audit_entry& use);

/// Writes a read down, unless another has meanwhile.
result<void> note_read(account_store& accounts, const audit_entry& use);

}  // namespace aurawell
