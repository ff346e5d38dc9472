#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>

#include "net/storage/store/make_store.hpp"
#include "net/storage/store/sqlite_store.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::test_support {

struct memory_backend {
  std::unique_ptr<net::sql_store> store = net::open_memory_store().value();
  advice_store& get() { return *store; }
};

struct sqlite_backend {
  temp_folder folder;
  std::unique_ptr<net::sql_store> store =
      net::open_sqlite_store((folder / "store.db").string(), {.url = {}, .sync_to_disk = false})
          .value();
  advice_store& get() { return *store; }
};

/// Each has a database of its own.
struct postgres_backend {
  std::string database = postgres_server::shared().make_database();
  std::unique_ptr<advice_store> store =
      net::open_store({.url = postgres_server::shared().url(database)}).value();
  advice_store& get() { return *store; }
};

/// Every test of a store's contract runs on each of these.
using backends = testing::Types<memory_backend, sqlite_backend, postgres_backend>;

/// In the names of the tests.
struct backend_names {
  template <class Backend>
  static std::string GetName(int /*index*/) {
    return std::is_same_v<Backend, memory_backend>   ? "memory"
           : std::is_same_v<Backend, sqlite_backend> ? "sqlite"
                                                     : "postgres";
  }
};

}  // namespace aurawell::test_support
