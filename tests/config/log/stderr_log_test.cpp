#include "config/log/stderr_log.hpp"

#include <gmock/gmock.h>

#include "domain/log/log.hpp"

namespace aurawell::config {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

TEST(stderr_log, set_up_writes_to_stderr_from_its_level_on) {
  testing::internal::CaptureStderr();
  set_up_logging({log_level::warn, log_format::json});
  logging::info("test.quiet");
  logging::warn("test.loud", {{"number", 1}});
  set_up_logging({log_level::off, log_format::text});
  logging::error("test.nothing");
  const auto written = testing::internal::GetCapturedStderr();
  EXPECT_THAT(written, MatchesRegex("\\{\"time\":[^\n]*\"event\":\"test.loud\",\"number\":1,"
                                    "\"thread\":[0-9]+\\}\n"));
}

TEST(stderr_log, writes_whole_lines_in_its_format) {
  testing::internal::CaptureStderr();
  set_up_logging({log_level::info, log_format::text});
  logging::warn("a.text", {{"detail", "two words"}});
  adjust_logging({log_level::info, log_format::json});
  logging::warn("a.json", {{"detail", "two words"}});
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              MatchesRegex("[-0-9T:.]+Z warn  a\\.text detail=\"two words\"\n"
                           "\\{\"time\":\"[-0-9T:.]+Z\",\"level\":\"warn\",\"event\":\"a\\.json\","
                           "\"detail\":\"two words\",\"thread\":[0-9]+\\}\n"));
}

TEST(stderr_log, trace_and_debug_write_all_lines) {
  for (const auto lowest : {log_level::trace, log_level::debug}) {
    testing::internal::CaptureStderr();
    set_up_logging({lowest, log_format::text});
    logging::debug("test.quiet");
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr(" debug test.quiet\n"));
  }
}

TEST(stderr_log, can_be_adjusted_while_it_writes) {
  testing::internal::CaptureStderr();
  set_up_logging({log_level::error, log_format::json});
  adjust_logging({log_level::info, log_format::text});
  logging::info("test.loud");
  adjust_logging({log_level::error, log_format::text});
  logging::warn("test.quiet");
  EXPECT_THAT(testing::internal::GetCapturedStderr(), MatchesRegex("[^\n]* info  test.loud\n"));
}

}  // namespace
}  // namespace aurawell::config
