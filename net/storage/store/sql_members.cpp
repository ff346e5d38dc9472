// The members of a family, permissions for them, and the audit.

#include <limits>
#include <string>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/store/sql_accounts.hpp"

namespace aurawell::net {
namespace {

result<member_access> read_access(const sql_run& row, const value_seal& seal) {
  const auto owner = row.text(0);
  const auto member = row.text(1);
  auto name = seal.open(row, 3, places::member_name(owner, member));
  auto relation = seal.open(row, 4, places::member_relation(owner, member));
  if (!name || !relation) {
    return !name ? name.failure() : relation.failure();
  }
  return member_access{{{{std::string{owner}}, {std::string{member}}},
                        std::move(name).value(),
                        std::move(relation).value(),
                        from_unix_ms(row.integer(5))},
                       member_role_from_string(row.text(2)).value_or(member_role::viewer)};
}

}  // namespace

result<void> sql_accounts::add_member(const family_member& fresh) {
  const auto& key = fresh.key;
  return run_alone(
      batch_, statements_.members.add, key.owner.value, key.member.value,
      seal_.seal(fresh.name, places::member_name(key.owner.value, key.member.value)),
      seal_.seal(fresh.relation, places::member_relation(key.owner.value, key.member.value)),
      unix_ms(fresh.created_at));
}

result<void> sql_accounts::rename_member(const family_member& changed) {
  const auto& key = changed.key;
  const auto name =
      seal_.seal(changed.name, places::member_name(key.owner.value, key.member.value));
  const auto relation =
      seal_.seal(changed.relation, places::member_relation(key.owner.value, key.member.value));
  if (key.is_holder()) {
    return run_alone(batch_, statements_.members.rename_holder, key.owner.value, key.member.value,
                     name, relation, unix_ms(changed.created_at));
  }
  const auto renamed = count_alone(batch_, connection_, statements_.members.rename, key.owner.value,
                                   key.member.value, name, relation);
  if (!renamed) {
    return renamed.failure();
  }
  return *renamed > 0 ? result<void>{}
                      : error{ec::user_not_found, "there is no such family member"};
}

result<std::vector<member_access>> sql_accounts::list_members(const user_id& user) {
  sql_run run{statements_.members.list, user.value};
  return read_rows(run, [&](const sql_run& row) { return read_access(row, seal_); });
}

result<std::optional<member_access>> sql_accounts::find_access(const user_id& user,
                                                               const member_id& member) {
  sql_run run{statements_.members.find_access, user.value, member.value};
  return read_row(run, [&](const sql_run& row) { return read_access(row, seal_); });
}

result<void> sql_accounts::add_audit(const audit_entry& entry) {
  return run_alone(batch_, statements_.members.add_audit, unix_ms(entry.at), entry.actor.value,
                   entry.member.owner.value, entry.member.member.value, entry.action);
}

result<audit_list> sql_accounts::list_audit(const audit_query& query) {
  constexpr auto newest = std::numeric_limits<std::int64_t>::max();
  // One row more than requested shows whether there is a further page.
  sql_run run{statements_.members.list_audit, query.user.value, query.before.value_or(newest),
              row_limit(query.limit) + 1};
  page_cursor last;
  return gather_rows(run, audit_list{}, [&](audit_list& page, const sql_run& row) {
    if (page.entries.size() == query.limit) {
      page.next = last;
      return false;
    }
    last = row.integer(5);
    page.entries.push_back({from_unix_ms(row.integer(0)),
                            {std::string{row.text(1)}},
                            {{std::string{row.text(2)}}, {std::string{row.text(3)}}},
                            std::string{row.text(4)}});
    return true;
  });
}

result<bool> sql_accounts::has_audit(const audit_entry& like, wall_time since) {
  sql_run run{statements_.members.has_audit, like.actor.value, like.member.owner.value,
              like.member.member.value,      like.action,      unix_ms(since)};
  return run.step();
}

}  // namespace aurawell::net
