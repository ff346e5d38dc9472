#include "net/storage/upkeep/kept_access.hpp"

#include <set>
#include <string>

#include "net/storage/database/sqlite_rows.hpp"

namespace aurawell::net {
namespace {

// ?1 owner, ?2 member, ?3 user, ?4 role, ?5 created_at
constexpr std::string_view keep_grant_sql = R"sql(
  INSERT OR IGNORE INTO grants (owner_id, member_id, user_id, role, created_at)
  SELECT ?1, ?2, ?3, ?4, ?5 WHERE ?1 = ?2
    OR EXISTS (SELECT 1 FROM members WHERE owner_id = ?1 AND member_id = ?2))sql";

// ?1 owner, ?2 member, ?3 user, ?4 role, ?5 created_at, ?6 expires_at, ?7 id
constexpr std::string_view keep_invitation_sql = R"sql(
  INSERT OR IGNORE INTO invitations (owner_id, member_id, user_id, role, created_at, expires_at, id)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE ?1 = ?2
    OR EXISTS (SELECT 1 FROM members WHERE owner_id = ?1 AND member_id = ?2))sql";

constexpr const char* note_former_sql =
    "CREATE TEMP TABLE former_grants AS SELECT * FROM grants;"
    "CREATE TEMP TABLE former_invitations AS SELECT * FROM invitations";

constexpr const char* count_withdrawn_sql = R"sql(
  SELECT (SELECT count(*) FROM former_grants AS f WHERE NOT EXISTS (
      SELECT 1 FROM grants AS g WHERE g.owner_id = f.owner_id AND g.member_id = f.member_id
        AND g.user_id = f.user_id AND g.role = f.role))
    + (SELECT count(*) FROM former_invitations AS f WHERE NOT EXISTS (
      SELECT 1 FROM invitations AS i WHERE i.id = f.id)))sql";

class keeping_access {
 public:
  keeping_access(present_database& present, sqlite_connection& copy,
                 const std::function<bool(std::string_view)>& is_gone)
      : present_{present}, copy_{copy}, is_gone_{is_gone} {}

  result<std::size_t> run(bool is_continuation) {
    auto done = copy_.execute(note_former_sql);
    if (done) {
      done = is_continuation ? copy_.execute("DELETE FROM grants; DELETE FROM invitations")
                             : remove_of_known();
    }
    for (const auto step : {&keeping_access::keep_grants, &keeping_access::keep_invitations}) {
      if (done) {
        done = (this->*step)();
      }
    }
    const auto count = done ? copy_.read_integer(count_withdrawn_sql) : done.failure();
    if (count) {
      done = copy_.execute("DROP TABLE former_grants; DROP TABLE former_invitations");
    }
    return count && done ? result<std::size_t>{static_cast<std::size_t>(*count)}
           : count       ? done.failure()
                         : count.failure();
  }

 private:
  result<void> remove_of_known() {
    std::set<std::string> owners;
    const auto take = [&](const sqlite_run& row) -> result<void> {
      owners.emplace(row.text(1));
      return {};
    };
    for (const auto& [table, column] :
         {std::pair{"accounts", "user_id"}, std::pair{"members", "owner_id"},
          std::pair{"grants", "owner_id"}, std::pair{"invitations", "owner_id"}}) {
      if (auto done = present_.read(table, {column}, take); !done) {
        return done;
      }
    }
    const auto grants = copy_.prepare("DELETE FROM grants WHERE owner_id = ?1");
    const auto invitations = copy_.prepare("DELETE FROM invitations WHERE owner_id = ?1");
    if (!grants || !invitations) {
      return !grants ? grants.failure() : invitations.failure();
    }
    for (const std::string_view owner : owners) {
      auto done = run_once(*grants, owner);
      done = done ? run_once(*invitations, owner) : done;
      if (!done) {
        return done;
      }
    }
    return {};
  }

  bool is_possible(const sqlite_run& row) const {
    return !is_gone_(row.text(1)) && !is_gone_(row.text(3));
  }

  result<void> keep_grants() {
    const auto add = copy_.prepare(keep_grant_sql);
    return !add
               ? add.failure()
               : present_.read("grants", {"owner_id", "member_id", "user_id", "role", "created_at"},
                               [&](const sqlite_run& row) -> result<void> {
                                 return is_possible(row)
                                            ? run_once(*add, row.text(1), row.text(2), row.text(3),
                                                       row.text(4), row.integer(5))
                                            : result<void>{};
                               });
  }

  result<void> keep_invitations() {
    const auto add = copy_.prepare(keep_invitation_sql);
    return !add
               ? add.failure()
               : present_.read(
                     "invitations",
                     {"owner_id", "member_id", "user_id", "role", "created_at", "expires_at", "id"},
                     [&](const sqlite_run& row) -> result<void> {
                       return is_possible(row) ? run_once(*add, row.text(1), row.text(2),
                                                          row.text(3), row.text(4), row.integer(5),
                                                          row.integer(6), row.text(7))
                                               : result<void>{};
                     });
  }

  present_database& present_;
  sqlite_connection& copy_;
  const std::function<bool(std::string_view)>& is_gone_;
};

}  // namespace

result<std::size_t> keep_access(present_database& present, sqlite_connection& copy,
                                bool is_continuation,
                                const std::function<bool(std::string_view)>& is_gone) {
  return keeping_access{present, copy, is_gone}.run(is_continuation);
}

}  // namespace aurawell::net
