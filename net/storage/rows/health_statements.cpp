#include "net/storage/rows/account_statements.hpp"

namespace aurawell::net {
namespace {

// ?1 owner, ?2 member, ?3 content, ?4 now
constexpr std::string_view save_profile_sql = R"sql(
  INSERT INTO profiles (owner_id, member_id, content, updated_at) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (owner_id, member_id)
  DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at)sql";

// ?1 owner, ?2 member, ?3 kind, ?4 time, ?5 source, ?6 value
constexpr std::string_view add_sample_sql = R"sql(
  INSERT INTO samples (owner_id, member_id, kind, measured_at, source, value)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT (owner_id, member_id, kind, measured_at, source)
  DO UPDATE SET value = excluded.value)sql";

// ?1 owner, ?2 member, ?3 until when, ?4 kind, NULL: all. Removes a limited number.
constexpr std::string_view remove_some_samples_sql = R"sql(
  DELETE FROM samples WHERE id IN (
    SELECT id FROM samples
    WHERE owner_id = ?1 AND member_id = ?2 AND measured_at <= ?3 AND (?4 IS NULL OR kind = ?4)
    LIMIT 2000))sql";

// ?1 owner, ?2 member, ?3 time, ?4 id, ?5 limit. Those after (?3, ?4).
constexpr std::string_view list_samples_sql = R"sql(
  SELECT kind, value, measured_at, source, id FROM samples
  WHERE owner_id = ?1 AND member_id = ?2 AND (measured_at, id) < (?3, ?4)
  ORDER BY measured_at DESC, id DESC LIMIT ?5)sql";

// ?1 owner, ?2 member, ?3 time, ?4 source, ?5 limit, ?6 kind. The same of one kind, in the order
// of the index on it.
constexpr std::string_view list_samples_of_kind_sql = R"sql(
  SELECT kind, value, measured_at, source, id FROM samples
  WHERE owner_id = ?1 AND member_id = ?2 AND kind = ?6 AND (measured_at, source) < (?3, ?4)
  ORDER BY measured_at DESC, source DESC LIMIT ?5)sql";

// ?1 owner, ?2 member, ?3 id
constexpr std::string_view find_sample_sql = R"sql(
  SELECT measured_at, source FROM samples WHERE id = ?3 AND owner_id = ?1 AND member_id = ?2)sql";

}  // namespace

result<void> prepare_health(sql_connection& connection, health_statements& all) {
  return prepare_all(
      connection,
      {{&all.save_profile, save_profile_sql},
       {&all.load_profile,
        "SELECT content, updated_at FROM profiles WHERE owner_id = ?1 AND member_id = ?2"},
       {&all.add_sample, add_sample_sql},
       {&all.list_samples, list_samples_sql},
       {&all.list_samples_of_kind, list_samples_of_kind_sql},
       {&all.find_sample, find_sample_sql},
       {&all.remove_samples, remove_some_samples_sql},
       {&all.count_samples, "SELECT count(*) FROM samples WHERE owner_id = ?1"}});
}

}  // namespace aurawell::net
