#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "net/storage/store/sqlite_store.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::test_support {

struct memory_backend {
  std::unique_ptr<net::sqlite_store> store = net::sqlite_store::open_in_memory().value();
  advice_store& get() { return *store; }
};

struct sqlite_backend {
  temp_folder folder;
  std::unique_ptr<net::sqlite_store> store =
      net::sqlite_store::open((folder / "store.db").string(), {.url = {}, .sync_to_disk = false})
          .value();
  advice_store& get() { return *store; }
};

/// Every test of a store's contract runs on each of these.
using backends = testing::Types<memory_backend, sqlite_backend>;

}  // namespace aurawell::test_support
