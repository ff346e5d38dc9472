#pragma once

#include <chrono>
#include <string_view>

#include "domain/family/member_use.hpp"

namespace aurawell {

/// The audit gets no further entry when the same account reads the same kind of data of the same
/// member again within this time.
inline constexpr std::chrono::hours audited_as_one{1};

/// As `find_member`, for a change. If the member belongs to another account, adds an audit entry
/// with `action` as `audit_entry::action`; otherwise writes nothing.
result<member_access> use_member(account_store& accounts, const member_wish& wish,
                                 std::string_view action, wall_time now);

/// Whether a read needs an audit entry: the member belongs to another account, and the audit has no
/// equal entry from the last `audited_as_one`. Writes nothing.
result<bool> lacks_audit(account_store& accounts, const audit_entry& use);

/// Adds the audit entry if `lacks_audit` is still true.
result<void> note_read(account_store& accounts, const audit_entry& use);

}  // namespace aurawell
