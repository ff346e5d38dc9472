#include "net/storage/rows/sealed_tables.hpp"

#include <array>
#include <string>

#include "net/address/lower_ascii.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {
namespace {

/// Opens the value and seals it again; NULL stays NULL.
result<std::optional<stored_value>> again(const sql_run& row, int column, const value_seal& seal,
                                          const value_place& place) {
  if (row.is_null(column)) {
    return std::optional<stored_value>{};
  }
  const auto text = seal.open(row, column, place);
  if (!text) {
    return text.failure();
  }
  return std::optional{seal.seal(*text, place)};
}

/// Two values of one row.
result<void> again_both(const sql_run& row, const value_seal& seal, const sql_statement& update,
                        const value_place& first, const value_place& second) {
  const auto one = again(row, 1, seal, first);
  const auto two = again(row, 2, seal, second);
  if (!one || !two) {
    return !one ? one.failure() : two.failure();
  }
  return run_once(update, row.integer(0), *one, *two);
}

result<void> reseal_exchange(const sql_run& row, const value_seal& seal,
                             const sql_statement& update) {
  const places::exchange place{row.integer(0), row.integer(4), row.text(5)};
  const auto question = again(row, 1, seal, places::question(place));
  const auto answer = again(row, 2, seal, places::answer(place));
  const auto job = again(row, 3, seal, places::job(place));
  if (!question || !answer || !job) {
    return !question ? question.failure() : !answer ? answer.failure() : job.failure();
  }
  return run_once(update, row.integer(0), *question, *answer, *job);
}

result<void> reseal_member(const sql_run& row, const value_seal& seal,
                           const sql_statement& update) {
  const auto owner = row.text(3);
  const auto member = row.text(4);
  return again_both(row, seal, update, places::member_name(owner, member),
                    places::member_relation(owner, member));
}

result<void> reseal_profile(const sql_run& row, const value_seal& seal,
                            const sql_statement& update) {
  const auto content = again(row, 1, seal, places::profile(row.text(2), row.text(3)));
  return content ? run_once(update, row.integer(0), *content) : content.failure();
}

result<void> reseal_sample(const sql_run& row, const value_seal& seal,
                           const sql_statement& update) {
  const auto place =
      places::sample(row.text(2), row.text(3), row.text(4), row.integer(5), row.text(6));
  if (!row.is_sealed(1)) {
    return run_once(update, row.integer(0), seal.seal(number_text(row.real(1)), place));
  }
  const auto value = again(row, 1, seal, place);
  return value ? run_once(update, row.integer(0), *value) : value.failure();
}

result<void> reseal_account(const sql_run& row, const value_seal& seal,
                            const sql_statement& update) {
  const auto place = places::email(row.text(2));
  const auto email = seal.open(row, 1, place);
  if (!email) {
    return email.failure();
  }
  return run_once(update, row.integer(0), seal.seal(*email, place),
                  seal.indexes(lower_ascii(*email)).front());
}

result<void> reseal_login(const sql_run& row, const value_seal& seal, const sql_statement& update) {
  const auto user = row.text(3);
  const auto login = row.text(4);
  return again_both(row, seal, update, places::login_client(user, login),
                    places::login_network(user, login));
}

result<void> reseal_waiting(const sql_run& row, const value_seal& seal,
                            const sql_statement& update) {
  const auto id = row.integer(0);
  return again_both(row, seal, update, places::waiting_text(id, row.text(3), row.text(4)),
                    places::waiting_job(id, row.text(3), row.text(4)));
}

result<void> reseal_erasure_key(const sql_run& row, const value_seal& seal,
                                const sql_statement& update) {
  const auto key = again(row, 1, seal, places::erasure_key());
  return key ? run_once(update, row.integer(0), *key) : key.failure();
}

constexpr sealed_table tables[] = {
    {"exchanges",
     {"question", "answer", "job"},
     {"question", "answer", "job"},
     "conversation, request_id",
     "id",
     reseal_exchange},
    {"members",
     {"name", "relation"},
     {"name", "relation"},
     "owner_id, member_id",
     "id",
     reseal_member},
    {"profiles", {"content"}, {"content"}, "owner_id, member_id", "", reseal_profile},
    {"samples",
     {"value"},
     {"value"},
     "owner_id, member_id, kind, measured_at, source",
     "id",
     reseal_sample},
    {"accounts", {"email"}, {"email", "email_key"}, "user_id", "", reseal_account},
    {"logins", {"client", "network"}, {"client", "network"}, "user_id, login", "id", reseal_login},
    {"erasure_key", {"value"}, {"value"}, R"("only")", R"("only")", reseal_erasure_key},
    // Only in a file.
    {"waiting_writes",
     {"text", "job"},
     {"text", "job"},
     "asker_id, request_id",
     "",
     reseal_waiting},
};

/// The row's number, as an expression.
std::string number_of(const sealed_table& table, sql_dialect dialect) {
  if (dialect == sql_dialect::sqlite) {
    return "rowid";
  }
  return table.number.empty() ? "((ctid::text::point)[0]::bigint << 16) + "
                                "(ctid::text::point)[1]::bigint"
                              : std::string{table.number};
}

/// Condition that compares the row's number with a parameter; its column can be searched.
std::string is_at(const sealed_table& table, sql_dialect dialect, const std::string& comparison,
                  const std::string& parameter) {
  if (dialect == sql_dialect::postgres && table.number.empty()) {
    return "ctid " + comparison + " ('(' || (" + parameter + " >> 16) || ',' || (" + parameter +
           " & 65535) || ')')::tid";
  }
  return number_of(table, dialect) + " " + comparison + " " + parameter;
}

/// SQL condition: the value is neither empty nor sealed with the key ?1.
std::string is_left(const sealed_table& table, sql_dialect dialect) {
  std::string any;
  for (const auto column : table.sealed) {
    if (!column.empty()) {
      const std::string name{column};
      const auto is_plain = dialect == sql_dialect::sqlite ? "typeof(" + name + ") <> 'blob'"
                                                           : "get_byte(" + name + ", 0) = 0";
      any += (any.empty() ? "(" : " OR ") + name + " <> '' AND (" + is_plain + " OR substr(" +
             name + ", 2, 8) <> ?1)";
    }
  }
  return any + ")";
}

std::string select_all(const sealed_table& table, sql_dialect dialect) {
  auto sql = "SELECT " + number_of(table, dialect);
  for (const auto column : table.sealed) {
    sql.append(column.empty() ? "" : ", ").append(column);
  }
  return sql.append(", ").append(table.identity).append(" FROM ").append(table.name);
}

}  // namespace

std::span<const sealed_table> sealed_tables(sql_dialect dialect) noexcept {
  const std::span<const sealed_table> all{tables};
  return dialect == sql_dialect::sqlite ? all : all.first(all.size() - 1);
}

std::string select_left(const sealed_table& table, sql_dialect dialect) {
  auto sql = select_all(table, dialect) + " WHERE " + is_at(table, dialect, ">", "?2") + " AND " +
             is_left(table, dialect);
  if (dialect == sql_dialect::sqlite) {
    return sql + " ORDER BY rowid LIMIT ?3";
  }
  // Positions are searched in their order, and would be sorted again.
  if (!table.number.empty()) {
    sql.append(" ORDER BY ").append(table.number);
  }
  return sql + " LIMIT ?3 FOR UPDATE";
}

std::string select_sample(const sealed_table& table) {
  // Only rowids are sorted: whole rows could be written to temporary files of the system.
  return select_all(table, sql_dialect::sqlite) + " WHERE rowid IN (SELECT rowid FROM " +
         std::string{table.name} + " ORDER BY random() LIMIT ?1)";
}

std::string count_left(const sealed_table& table, sql_dialect dialect) {
  return "SELECT count(*) FROM " + std::string{table.name} + " WHERE " + is_left(table, dialect);
}

std::string update_sealed(const sealed_table& table, sql_dialect dialect) {
  std::string columns;
  int parameter = 1;
  for (const auto column : table.written) {
    if (!column.empty()) {
      columns += (columns.empty() ? "" : ", ") + std::string{column} + " = ?" +
                 std::to_string(++parameter);
    }
  }
  return "UPDATE " + std::string{table.name} + " SET " + columns + " WHERE " +
         is_at(table, dialect, "=", "?1");
}

}  // namespace aurawell::net
