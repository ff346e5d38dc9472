#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "domain/ports/advice_store.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/backup.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {

inline wall_time at(int second) {
  return wall_time{std::chrono::seconds{1'700'000'000 + second}};
}

inline encryption_key key_number(unsigned char number) {
  encryption_key key;
  key.bytes.fill(number);
  return key;
}

/// A database, and a backup of it as soon as a test has made one.
class restore : public testing::Test {
 protected:
  restore() {
    options.url = "sqlite:" + database.string();
    options.sync_to_disk = false;
    options.encryption_keys = {key_number(1)};
  }

  std::unique_ptr<advice_store> open() { return open_store(options).value(); }

  static void ask(advice_store& store, const char* user, const char* request,
                  wall_time admitted_at = at(0)) {
    auto asked = test_support::question(request, std::string{"words of "} + user,
                                        test_support::key_of(user, user, "c"));
    asked.admitted_at = admitted_at;
    ASSERT_TRUE(store.save_question(asked));
    ASSERT_TRUE(store.save_answer(
        test_support::answer(request, "A", test_support::key_of(user, user, "c"))));
  }

  bool has(advice_store& store, const char* user) {
    return !store.load_past({test_support::key_of(user, user, "c")})->exchanges.empty();
  }

  void back_up() {
    const auto done = back_up_store(options, copy);
    ASSERT_TRUE(done) << done.failure().detail;
  }

  void run_sql(const char* sql) const {
    ASSERT_TRUE(sqlite_connection::open(database.c_str(), {})->execute(sql)) << sql;
  }

  test_support::temp_folder folder;
  const std::filesystem::path database = folder / "a.db";
  const std::filesystem::path copy = folder / "copy.db";
  store_options options;
};

}  // namespace aurawell::net
