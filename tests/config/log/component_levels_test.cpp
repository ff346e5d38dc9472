#include "config/log/component_levels.hpp"

#include <gmock/gmock.h>

namespace aurawell::config {
namespace {

using testing::HasSubstr;

std::string fault_of(std::string_view text) {
  const auto read = read_component_level(text);
  return read ? "" : read.failure().detail;
}

TEST(component_levels, reads_a_component_and_its_level) {
  const auto read = read_component_level("store=debug");
  ASSERT_TRUE(read);
  EXPECT_EQ(log_components.at(read->component), "store");
  EXPECT_EQ(read->level, log_level::debug);
  EXPECT_EQ(read_component_level("worker=off")->level, log_level::off);
}

TEST(component_levels, says_what_is_wrong) {
  EXPECT_THAT(fault_of("store"), HasSubstr("COMPONENT=LEVEL"));
  EXPECT_THAT(fault_of("stores=debug"), HasSubstr("no component of the log; there are access, "));
  EXPECT_THAT(fault_of("=debug"), HasSubstr("no component"));
  EXPECT_THAT(fault_of("store=loud"), HasSubstr("no level; there are trace, debug, info, "));
  EXPECT_THAT(fault_of("store="), HasSubstr("no level"));
}

}  // namespace
}  // namespace aurawell::config
