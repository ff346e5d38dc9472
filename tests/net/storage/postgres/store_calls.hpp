#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "domain/ports/advice_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/patience.hpp"

namespace aurawell::test_support {

inline std::vector<past_exchange> past_of(advice_store& store) {
  const auto loaded = store.load_past({key_of()});
  EXPECT_TRUE(loaded) << loaded.failure().detail;
  return loaded ? loaded->exchanges : std::vector<past_exchange>{};
}

/// As the store actor writes what has come together.
inline result<void> save_group(advice_store& store, const std::vector<spooled_write>& writes) {
  std::vector<const spooled_write*> views;
  for (const auto& write : writes) {
    views.push_back(&write);
  }
  auto done = store.begin();
  if (done) {
    const auto saved = store.save_all(views);
    done = saved ? store.commit() : saved.failure();
  }
  if (!done) {
    store.roll_back();
  }
  return done;
}

/// Saves as soon as the database takes writes again.
inline testing::AssertionResult saves_again(advice_store& store,
                                            const std::vector<spooled_write>& writes) {
  result<void> saved;
  const bool done = patiently([&] {
    saved = save_group(store, writes);
    return saved.has_value();
  });
  return done ? testing::AssertionSuccess()
              : testing::AssertionFailure() << "not saved: " << saved.failure().detail;
}

}  // namespace aurawell::test_support
