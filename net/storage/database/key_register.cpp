#include "net/storage/database/key_register.hpp"

#include <string>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view known_text = "AuraWell";

error no_key(const std::string& name) {
  return {ec::bad_configuration,
          "its texts are sealed with key " + name +
              " and no key was given; name the variable that holds it in "
              "storage.encryption_key_env, or the file in storage.encryption_key_file"};
}

error other_key(const std::string& name) {
  return {ec::bad_configuration,
          "its texts are sealed with key " + name +
              ", which is not among the keys that were given; put it behind the newest one, and "
              "once `aurawell rekey` has run it is needed no more"};
}

result<void> check_key(const sql_run& row, const value_seal& seal) {
  const auto name = row.value(0);
  if (auto given = check_key_is_given(name, seal); !given) {
    return given;
  }
  const auto opened = seal.open(row, 1, places::key_check(name));
  if (!opened) {
    return error{ec::bad_configuration, "the database's note of key " + hex_of(name) +
                                            " is damaged: " + opened.failure().detail +
                                            "; restore a backup"};
  }
  return {};
}

/// Whether the newest key is registered already.
result<bool> check_keys(sql_connection& connection, const value_seal& seal) {
  const auto check = [&](bool& is_noted, const sql_run& row) -> result<bool> {
    if (auto checked = check_key(row, seal); !checked) {
      return checked.failure();
    }
    is_noted = is_noted || row.value(0) == seal.newest_key();
    return true;
  };
  return with_run(connection, "SELECT name, check_value FROM encryption_keys",
                  [&](sql_run& run) { return gather_rows(run, false, check); });
}

result<void> note_newest(sql_connection& connection, const value_seal& seal) {
  const auto newest = seal.newest_key();
  return run_sql(connection, "INSERT INTO encryption_keys (name, check_value) VALUES (?1, ?2)",
                 stored_value{std::string{newest}, true},
                 seal.seal(known_text, places::key_check(newest)));
}

}  // namespace

result<void> check_key_is_given(std::string_view name, const value_seal& seal) {
  if (!seal.has_keys()) {
    return no_key(hex_of(name));
  }
  return seal.has_key(name) ? result<void>{} : other_key(hex_of(name));
}

result<bool> is_newest_key_registered(sql_connection& connection, const value_seal& seal) {
  return check_keys(connection, seal);
}

result<void> register_keys(sql_connection& connection, const value_seal& seal) {
  const auto is_noted = check_keys(connection, seal);
  if (!is_noted) {
    return is_noted.failure();
  }
  if (*is_noted || !seal.has_keys()) {
    return {};
  }
  // Checked again: another process may have registered or retired a key meanwhile.
  auto done = connection.execute(connection.dialect() == sql_dialect::sqlite
                                     ? "BEGIN IMMEDIATE"
                                     : "BEGIN; LOCK TABLE encryption_keys IN EXCLUSIVE MODE");
  if (done) {
    const auto still = check_keys(connection, seal);
    done = !still ? result<void>{still.failure()} : *still ? done : note_newest(connection, seal);
  }
  if (done) {
    done = connection.execute("COMMIT");
  }
  if (!done) {
    connection.roll_back();
  }
  return done;
}

result<void> forget_older_keys(sql_connection& connection, const value_seal& seal) {
  return run_sql(connection, "DELETE FROM encryption_keys WHERE name <> ?1",
                 stored_value{std::string{seal.newest_key()}, true});
}

}  // namespace aurawell::net
