#include "net/storage/key_register.hpp"

#include <string>

#include "net/storage/sqlite_rows.hpp"
#include "net/storage/value_places.hpp"

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

result<void> check_key(const sqlite_run& row, const value_seal& seal) {
  const auto name = row.text(0);
  if (!seal.has_keys()) {
    return no_key(hex_of(name));
  }
  if (!seal.knows(name)) {
    return other_key(hex_of(name));
  }
  const auto opened = seal.open(row, 1, places::key_check(name));
  if (!opened) {
    return error{ec::bad_configuration, "the database's note of key " + hex_of(name) +
                                            " is damaged: " + opened.failure().detail +
                                            "; restore a backup"};
  }
  return {};
}

}  // namespace

result<void> register_keys(sqlite_connection& connection, const value_seal& seal) {
  const auto all = connection.prepare("SELECT name, check_value FROM encryption_keys");
  const auto add = connection.prepare(
      "INSERT INTO encryption_keys (name, check_value) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
  if (!all || !add) {
    return !all ? all.failure() : add.failure();
  }
  {
    sqlite_run run{*all};
    for (auto row = run.step(); !row || *row; row = run.step()) {
      if (!row) {
        return row.failure();
      }
      if (auto checked = check_key(run, seal); !checked) {
        return checked;
      }
    }
  }
  if (!seal.has_keys()) {
    return {};
  }
  const auto newest = seal.newest_key();
  return run_once(*add, stored_value{std::string{newest}, true},
                  seal.seal(known_text, places::key_check(newest)));
}

result<void> forget_older_keys(sqlite_connection& connection, const value_seal& seal) {
  const auto forget = connection.prepare("DELETE FROM encryption_keys WHERE name <> ?1");
  if (!forget) {
    return forget.failure();
  }
  return run_once(*forget, stored_value{std::string{seal.newest_key()}, true});
}

}  // namespace aurawell::net
