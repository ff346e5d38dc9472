#include "tests/mock_llm/quirk_catalog.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace aurawell::mock {
namespace {

TEST(quirk_catalog, has_a_name_and_a_line_of_help_for_each) {
  std::set<std::string> names;
  for (const auto& catalog : {fault_catalog(), corpus_catalog()}) {
    for (const auto& each : catalog) {
      EXPECT_TRUE(names.insert(each.name).second) << each.name << " is there twice";
      EXPECT_EQ(each.name.find_first_of(",=: "), std::string::npos) << each.name;
      EXPECT_FALSE(each.help.empty()) << each.name;
      EXPECT_EQ(each.help.find('\n'), std::string::npos) << each.name;
      EXPECT_EQ(*find_quirk(each.name), &each);
    }
  }
}

TEST(quirk_catalog, suggests_the_nearest_name) {
  const auto near = [](std::string_view name) { return find_quirk(name).failure().detail; };
  EXPECT_NE(near("reset-mid-answer").find("'reset_mid_answer'"), std::string::npos);
  EXPECT_NE(near("status_50").find("'status_50"), std::string::npos);
  EXPECT_NE(near("10_error_with_numbr").find("'10_error_with_number'"), std::string::npos);
  EXPECT_LT(near(std::string(100'000, 'x')).size(), 250U);
}

TEST(quirk_catalog, reads_the_name_out_of_a_models) {
  EXPECT_EQ(quirk_name_in("quirk:gzip"), "gzip");
  EXPECT_EQ(quirk_name_in("quirk:gzip,tokens=3"), "gzip");
  EXPECT_EQ(quirk_name_in("quirk:"), "");
  EXPECT_EQ(quirk_name_in("mock:tokens=3"), "");
  EXPECT_EQ(quirk_name_in("deepseek-chat"), "");
}

TEST(quirk_catalog, lists_names_and_meanings_in_columns) {
  const auto table = quirk_table();
  const auto column_of = [&table](const std::string& name, const std::string& meaning) {
    const auto line = table.find("\n  " + name + " ");
    const auto column = table.find(" " + meaning + "\n", line);
    EXPECT_LT(column, table.find('\n', line + 1)) << name;
    return column - line;
  };
  EXPECT_EQ(column_of("gzip", "the answer in gzip"), column_of("none", "the usual answer"));
  EXPECT_NE(table.find("\n  09_done_only "), std::string::npos);
}

}  // namespace
}  // namespace aurawell::mock
