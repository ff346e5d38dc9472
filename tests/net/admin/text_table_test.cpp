#include "net/admin/text_table.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(text_table, aligns_its_columns) {
  text_table table{{"NAME", "N", "NOTE"}};
  table.add({"a", "1000", "-"});
  table.add({"longer", "2", "x y"});
  EXPECT_EQ(table.text(),
            "NAME    N     NOTE\n"
            "a       1000  -\n"
            "longer  2     x y\n");
}

TEST(text_table, counts_characters_and_not_bytes) {
  text_table table{{"A", "B"}};
  table.add({"né", "1"});
  table.add({"abc", "2"});
  EXPECT_EQ(table.text(), "A    B\nné   1\nabc  2\n");
}

TEST(text_table, keeps_control_characters_from_the_terminal) {
  text_table table{{"A"}};
  table.add({"x\x1b[2J\n\t\x7fy"});
  EXPECT_EQ(table.text(), "A\nx?[2J???y\n");
}

TEST(text_table, leaves_no_blanks_at_the_end) {
  text_table table{{"A", "B"}};
  table.add({"x", ""});
  EXPECT_EQ(table.text(), "A  B\nx\n");
}

}  // namespace
}  // namespace aurawell::net
