#include "net/rest/family/family_json.hpp"

#include "net/json/timestamp.hpp"

namespace aurawell::net {

void write_member(json_writer& json, const member_access& one) {
  json.text("member_id", one.member.key.member.value);
  json.text("owner_id", one.member.key.owner.value);
  json.text("name", one.member.name);
  json.text("relation", one.member.relation);
  json.text("role", to_string(one.role));
  json.flag("is_holder", one.member.key.is_holder());
  json.text("created_at", timestamp{one.member.created_at});
}

void write_invitation(json_writer& json, const member_invitation& one) {
  json.text("invitation_id", one.id);
  json.text("member_id", one.member.member.value);
  json.text("member_name", one.member_name);
  json.text("from_user_id", one.member.owner.value);
  json.text("from_username", one.from_username);
  json.text("to_user_id", one.to.value);
  json.text("role", to_string(one.role));
  json.text("created_at", timestamp{one.created_at});
  json.text("expires_at", timestamp{one.expires_at});
}

void write_grant(json_writer& json, const member_grant& one) {
  json.text("member_id", one.member.member.value);
  json.text("owner_id", one.member.owner.value);
  json.text("user_id", one.to.value);
  json.text("username", one.username);
  json.text("role", to_string(one.role));
  json.text("since", timestamp{one.since});
}

void write_audit(json_writer& json, const audit_entry& one) {
  json.text("at", timestamp{one.at});
  json.text("actor_id", one.actor.value);
  json.text("owner_id", one.member.owner.value);
  json.text("member_id", one.member.member.value);
  json.text("action", one.action);
}

}  // namespace aurawell::net
