// Access of other accounts to members: invitations and grants.

#include <string>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/store/sql_accounts.hpp"

namespace aurawell::net {
namespace {

result<member_invitation> read_invitation(const sql_run& row, const value_seal& seal) {
  auto name = seal.open(row, 7, places::member_name(row.text(1), row.text(2)));
  if (!name) {
    return name.failure();
  }
  member_invitation read;
  read.id = row.text(0);
  read.member = {{std::string{row.text(1)}}, {std::string{row.text(2)}}};
  read.to = {std::string{row.text(3)}};
  read.role = member_role_from_string(row.text(4)).value_or(member_role::viewer);
  read.created_at = from_unix_ms(row.integer(5));
  read.expires_at = from_unix_ms(row.integer(6));
  read.member_name = std::move(name).value();
  read.from_username = row.text(8);
  return read;
}

}  // namespace

result<void> sql_accounts::add_invitation(const member_invitation& fresh) {
  return batch_.atomically([&]() -> result<void> {
    const auto created_at = unix_ms(fresh.created_at);
    if (auto forgotten = run_once(statements_.sharing.forget_invitations, created_at); !forgotten) {
      return forgotten;
    }
    return run_once(statements_.sharing.add_invitation, fresh.id, fresh.member.owner.value,
                    fresh.member.member.value, fresh.to.value, to_string(fresh.role), created_at,
                    unix_ms(fresh.expires_at));
  });
}

result<std::optional<member_invitation>> sql_accounts::find_invitation(std::string_view id,
                                                                       wall_time now) {
  sql_run run{statements_.sharing.find_invitation, id, unix_ms(now)};
  return read_row(run, [&](const sql_run& row) { return read_invitation(row, seal_); });
}

result<std::vector<member_invitation>> sql_accounts::invitations_to(const user_id& user,
                                                                    wall_time now) {
  sql_run run{statements_.sharing.invitations_to, user.value, unix_ms(now)};
  return read_rows(run, [&](const sql_run& row) { return read_invitation(row, seal_); });
}

result<std::vector<member_invitation>> sql_accounts::invitations_for(const member_key& member,
                                                                     wall_time now) {
  sql_run run{statements_.sharing.invitations_for, member.owner.value, member.member.value,
              unix_ms(now)};
  return read_rows(run, [&](const sql_run& row) { return read_invitation(row, seal_); });
}

result<invitation_counts> sql_accounts::count_invitations(const user_id& from, const user_id& to,
                                                          wall_time now) {
  sql_run run{statements_.sharing.count_invitations, from.value, to.value, unix_ms(now)};
  const auto row = run.step();
  if (!row) {
    return row.failure();
  }
  return invitation_counts{static_cast<std::size_t>(run.integer(0)),
                           static_cast<std::size_t>(run.integer(1))};
}

result<void> sql_accounts::remove_invitation(std::string_view id) {
  return run_alone(batch_, statements_.sharing.remove_invitation, id);
}

result<void> sql_accounts::set_grant(const member_grant& grant) {
  return run_alone(batch_, statements_.sharing.set_grant, grant.member.owner.value,
                   grant.member.member.value, grant.to.value, to_string(grant.role),
                   unix_ms(grant.since));
}

result<bool> sql_accounts::remove_grant(const member_key& member, const user_id& from) {
  const auto removed = count_alone(batch_, connection_, statements_.sharing.remove_grant,
                                   member.owner.value, member.member.value, from.value);
  return removed ? result<bool>{*removed > 0} : removed.failure();
}

result<std::vector<member_grant>> sql_accounts::grants_of(const member_key& member) {
  sql_run run{statements_.sharing.grants_of, member.owner.value, member.member.value};
  return read_rows(run, [&](const sql_run& row) {
    return member_grant{member,
                        {std::string{row.text(0)}},
                        std::string{row.text(1)},
                        member_role_from_string(row.text(2)).value_or(member_role::viewer),
                        from_unix_ms(row.integer(3))};
  });
}

}  // namespace aurawell::net
