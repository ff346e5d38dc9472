#include "net/storage/store/running_rows.hpp"

#include <gtest/gtest.h>

#include "tests/net/storage/records.hpp"

namespace aurawell::net {
namespace {

using test_support::key_of;

TEST(running_rows, finds_what_it_remembers_until_it_forgets) {
  running_rows rows;
  rows.remember({"u1"}, {"r1"}, {7, 3, key_of()});
  ASSERT_NE(rows.find({"u1"}, {"r1"}), nullptr);
  EXPECT_EQ(rows.find({"u1"}, {"r1"})->id, 7);
  EXPECT_EQ(rows.find({"u1"}, {"r1"})->conversation, 3);
  EXPECT_EQ(rows.find({"u1"}, {"r1"})->key, key_of());
  EXPECT_EQ(rows.find({"u2"}, {"r1"}), nullptr);
  EXPECT_EQ(rows.find({"u1"}, {"r2"}), nullptr);
  rows.forget({"u1"}, {"r1"});
  EXPECT_EQ(rows.find({"u1"}, {"r1"}), nullptr);
}

TEST(running_rows, replaces_the_row_of_a_request) {
  running_rows rows;
  rows.remember({"u1"}, {"r1"}, {7, 3, key_of()});
  rows.remember({"u1"}, {"r1"}, {9, 3, key_of()});
  EXPECT_EQ(rows.find({"u1"}, {"r1"})->id, 9);
  EXPECT_EQ(rows.size(), 1U);
}

TEST(running_rows, holds_no_more_than_its_limit) {
  running_rows rows{3};
  for (int i = 0; i < 100; ++i) {
    rows.remember({"u1"}, {std::to_string(i)}, {i, 1, key_of()});
    EXPECT_LE(rows.size(), 3U);
    EXPECT_NE(rows.find({"u1"}, {std::to_string(i)}), nullptr);
  }
}

}  // namespace
}  // namespace aurawell::net
