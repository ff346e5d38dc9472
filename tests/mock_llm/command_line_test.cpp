#include "tests/mock_llm/command_line.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace aurawell::mock {
namespace {

command_line read(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "aurawell-mock-llm");
  return read_command_line(static_cast<int>(arguments.size()), arguments.data());
}

TEST(command_line, takes_a_mix_of_quirks_and_a_seed) {
  const auto line = read({"--quirk", "none=9,cut_mid_answer", "--seed", "7"});
  EXPECT_FALSE(line.exit_code);
  EXPECT_EQ(line.options.quirks, "none=9,cut_mid_answer");
  EXPECT_EQ(line.options.seed, 7U);
}

TEST(command_line, refuses_an_unknown_quirk_and_names_the_nearest) {
  testing::internal::CaptureStderr();
  const auto line = read({"--quirk", "cut_mid_anser"});
  const auto complaint = testing::internal::GetCapturedStderr();
  EXPECT_EQ(line.exit_code, 2);
  EXPECT_NE(complaint.find("'cut_mid_answer'"), std::string::npos) << complaint;
}

TEST(command_line, lists_the_quirks) {
  testing::internal::CaptureStdout();
  const auto line = read({"--list-quirks"});
  const auto table = testing::internal::GetCapturedStdout();
  EXPECT_EQ(line.exit_code, 0);
  EXPECT_NE(table.find("reset_mid_answer"), std::string::npos);
}

}  // namespace
}  // namespace aurawell::mock
