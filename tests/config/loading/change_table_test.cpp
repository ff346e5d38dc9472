#include "config/loading/change_table.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace aurawell::config {
namespace {

std::string printed_changes(const std::vector<setting_change>& changes) {
  std::ostringstream out;
  print_changes(out, changes);
  return out.str();
}

TEST(change_table, says_that_nothing_differs) {
  EXPECT_EQ(printed_changes({}), "No setting differs.\n");
}

TEST(change_table, aligns_its_columns_and_counts) {
  EXPECT_EQ(
      printed_changes({{"server.port", "8000", "9000", takes_effect::after_restart},
                       {"session.max_inflight", "4", "8", takes_effect::new_sessions},
                       {"pools.health_chat.model", R"("é")", R"("gpt")", takes_effect::at_once},
                       {"auth.secret", "", "changed, not shown", takes_effect::at_once}}),
      "SETTING                  CHANGES       OLD   NEW\n"
      "server.port              restart       8000  9000\n"
      "session.max_inflight     new sessions  4     8\n"
      "pools.health_chat.model  at once       \"é\"   \"gpt\"\n"
      "auth.secret              at once       -     changed, not shown\n"
      "\n4 settings differ: 2 at once, 1 for new sessions, 1 after a restart.\n");
}

}  // namespace
}  // namespace aurawell::config
