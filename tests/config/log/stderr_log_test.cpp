#include "config/log/stderr_log.hpp"

#include <gmock/gmock.h>

#include "domain/log/log.hpp"

namespace aurawell::config {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

/// What was written since `testing::internal::CaptureStderr`.
std::string written_text() {
  finish_logging();
  return testing::internal::GetCapturedStderr();
}

TEST(stderr_log, set_up_writes_to_stderr_from_its_level_on) {
  testing::internal::CaptureStderr();
  set_up_logging({log_level::warn, log_format::json});
  logging::info("test.quiet");
  logging::warn("test.loud", {{"number", 1}});
  set_up_logging({log_level::off, log_format::text});
  logging::error("test.nothing");
  EXPECT_THAT(written_text(), MatchesRegex("\\{\"time\":[^\n]*\"event\":\"test.loud\",\"number\":1,"
                                           "\"thread\":[0-9]+\\}\n"));
}

TEST(stderr_log, writes_whole_lines_in_its_format) {
  testing::internal::CaptureStderr();
  set_up_logging({log_level::info, log_format::text});
  logging::warn("a.text", {{"detail", "two words"}});
  adjust_logging({log_level::info, log_format::json});
  logging::warn("a.json", {{"detail", "two words"}});
  EXPECT_THAT(written_text(),
              MatchesRegex("[-0-9T:.]+Z warn  a\\.text detail=\"two words\"\n"
                           "\\{\"time\":\"[-0-9T:.]+Z\",\"level\":\"warn\",\"event\":\"a\\.json\","
                           "\"detail\":\"two words\",\"thread\":[0-9]+\\}\n"));
}

TEST(stderr_log, trace_and_debug_write_all_lines) {
  for (const auto lowest : {log_level::trace, log_level::debug}) {
    testing::internal::CaptureStderr();
    set_up_logging({lowest, log_format::text});
    logging::debug("test.quiet");
    EXPECT_THAT(written_text(), HasSubstr(" debug test.quiet\n"));
  }
}

TEST(stderr_log, can_be_adjusted_while_it_writes) {
  testing::internal::CaptureStderr();
  set_up_logging({log_level::error, log_format::json});
  adjust_logging({log_level::info, log_format::text});
  logging::info("test.loud");
  adjust_logging({log_level::error, log_format::text});
  logging::warn("test.quiet");
  EXPECT_THAT(written_text(), MatchesRegex("[^\n]* info  test.loud\n"));
}

TEST(stderr_log, has_levels_of_single_components) {
  testing::internal::CaptureStderr();
  set_up_logging({.level = log_level::off, .levels = {"store=info"}});
  logging::error("provider.failed");
  logging::info("store.recovered");
  EXPECT_THAT(written_text(), MatchesRegex("[^\n]* info  store.recovered\n"));
}

TEST(stderr_log, writes_repeated_lines_up_to_its_limit_and_how_many_there_were) {
  testing::internal::CaptureStderr();
  set_up_logging({.repeat_limit = 2, .repeat_interval = std::chrono::hours{1}});
  const auto before = logging::counts().omitted;
  for (int i = 0; i < 5; ++i) {
    logging::info("request.failed", {{"number", i}});
    logging::info("settings.changed");
  }
  EXPECT_EQ(logging::counts().omitted - before, 3U);
  const auto text = written_text();
  EXPECT_THAT(text, HasSubstr("request.failed number=1\n"));
  EXPECT_THAT(text, Not(HasSubstr("request.failed number=2\n")));
  EXPECT_THAT(text, HasSubstr("log.lines_omitted repeated=request.failed lines=3 within_ms="));
  EXPECT_THAT(text, Not(HasSubstr("repeated=settings.changed")));
}

TEST(stderr_log, shows_of_an_address_what_its_options_say) {
  testing::internal::CaptureStderr();
  const auto log = [](address_style style) {
    set_up_logging({.client_address = style});
    logging::info("access.request", {{"address", logging::client_address{"192.0.2.7"}}});
  };
  log(address_style::full);
  log(address_style::truncated);
  log(address_style::none);
  EXPECT_THAT(written_text(), MatchesRegex("[^\n]* access.request address=192.0.2.7\n"
                                           "[^\n]* access.request address=192.0.2.0/24\n"
                                           "[^\n]* access.request address=\"\"\n"));
}

}  // namespace
}  // namespace aurawell::config
