#pragma once

#include "domain/account/account.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {

/// The fields of a member, without the end of its object; the array or object around it
/// is open.
void write_member(json_writer& json, const member_access& one);

void write_invitation(json_writer& json, const member_invitation& one);
void write_grant(json_writer& json, const member_grant& one);
void write_audit(json_writer& json, const audit_entry& one);

}  // namespace aurawell::net
