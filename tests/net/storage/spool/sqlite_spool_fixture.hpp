#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/spool/sqlite_spool.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {

class sqlite_spool_test : public ::testing::Test {
 protected:
  using keys = std::vector<encryption_key>;

  store_options options_with(keys given = {}) const {
    store_options options;
    options.url = "sqlite:" + (folder / "db").string();
    options.busy_timeout = std::chrono::milliseconds{1};
    options.sync_to_disk = false;
    options.spool_bytes = 1 << 20;
    options.encryption_keys = std::move(given);
    return options;
  }

  std::unique_ptr<sqlite_spool> open(keys given = {}) {
    auto opened = sqlite_spool::open(path, options_with(std::move(given)));
    EXPECT_TRUE(opened) << opened.failure().detail;
    return opened ? std::move(opened).value() : nullptr;
  }

  std::string refusal(keys given = {}) {
    const auto opened = sqlite_spool::open(path, options_with(std::move(given)));
    return opened ? std::string{} : opened.failure().detail;
  }

  static std::vector<std::string> requests_in(const std::vector<waiting_write>& writes) {
    std::vector<std::string> names;
    for (const auto& one : writes) {
      names.push_back(request_of(one.write).value);
    }
    return names;
  }

  std::vector<std::string> requests(keys given = {}) {
    const auto left = open(std::move(given))->load();
    EXPECT_TRUE(left);
    return left ? requests_in(*left) : std::vector<std::string>{};
  }

  /// Questions r0, r1, …, each with a text that fills a page.
  void fill(int count, keys given = {}) {
    const auto spool = open(std::move(given));
    for (int i = 0; i < count; ++i) {
      const auto name = "r" + std::to_string(i);
      ASSERT_TRUE(spool->append({test_support::question(name, name + std::string(3'000, '.'))}));
    }
  }

  void flip_byte(std::size_t at) const {
    std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
    file.seekg(static_cast<std::streamoff>(at));
    const auto byte = static_cast<char>(file.get() ^ 0x55);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(byte);
  }

  void damage_page_with(std::string_view text) const {
    const auto page = place_of(text) / 4'096;
    for (std::size_t at = 0; at < 100; ++at) {
      flip_byte(page * 4'096 + at);
    }
  }

  /// The spool as another program reads it.
  std::int64_t count(const char* condition) const {
    auto connection = sqlite_connection::open(path.c_str(), {}).value();
    return *connection.read_integer(
        (std::string{"SELECT count(*) FROM waiting_writes WHERE "} + condition).c_str());
  }

  /// Damage here makes the file unreadable: it has the names of the tables, and the keys.
  std::vector<std::size_t> pages_of_schema() const {
    auto connection = sqlite_connection::open((folder / "whole").c_str(), {}).value();
    const auto find = connection.prepare(
        "SELECT pageno FROM dbstat WHERE name IN ('sqlite_schema', 'encryption_keys', "
        "'sqlite_autoindex_encryption_keys_1')");
    std::vector<std::size_t> pages;
    sql_run run{*find};
    while (*run.step()) {
      pages.push_back(static_cast<std::size_t>(run.integer(0)));
    }
    return pages;
  }

  std::size_t place_of(std::string_view text) const {
    std::ifstream file{path, std::ios::binary};
    const std::string all{std::istreambuf_iterator<char>{file}, {}};
    return all.find(text);
  }

  test_support::temp_folder folder;
  const std::filesystem::path path = folder / "db.spool";
  const keys first_key{encryption_key{}};
};

}  // namespace aurawell::net
