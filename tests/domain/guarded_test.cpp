#include "domain/guarded.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace aurawell {
namespace {

TEST(guarded, gives_what_the_use_of_the_value_gives) {
  guarded<std::string> text{"one"};
  EXPECT_EQ(text.with_lock([](std::string& value) { return value += " two", value.size(); }), 7U);
  const auto& shared = text;
  EXPECT_EQ(shared.with_lock([](const std::string& value) { return value.front(); }), 'o');
  EXPECT_EQ(shared.read(), "one two");
}

TEST(guarded, begins_with_the_empty_value) {
  EXPECT_EQ(guarded<int>{}.read(), 0);
}

TEST(guarded, loses_no_change_of_several_threads) {
  constexpr int changes = 10'000;
  guarded<std::vector<int>> all;
  const auto add = [&] {
    for (int i = 0; i < changes; ++i) {
      all.with_lock([i](std::vector<int>& values) { values.push_back(i); });
    }
  };
  std::thread other{add};
  add();
  other.join();
  EXPECT_EQ(all.read().size(), 2U * changes);
}

}  // namespace
}  // namespace aurawell
