#include "domain/log/log.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <new>

#include "tests/support/captured_log.hpp"

namespace {

/// How often this thread has taken memory.
thread_local int allocations = 0;

}  // namespace

// Not inlined, because g++ 12 takes the parts for a mismatch then.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (auto* memory = std::malloc(size)) {
    return memory;
  }
  throw std::bad_alloc{};
}

[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}

[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace aurawell::logging {
namespace {

using testing::HasSubstr;

using test_support::captured_log;

TEST(log, writes_one_line_for_each_call) {
  const captured_log log;
  info("request.incomplete", {{"bytes", 12}});
  error("store.recovered");
  EXPECT_THAT(log.text(), testing::MatchesRegex("[-0-9T:.]+Z info  request\\.incomplete bytes=12\n"
                                                "[-0-9T:.]+Z error store\\.recovered\n"));
}

TEST(log, writes_from_the_level_of_its_output_on) {
  const captured_log log{level::warn};
  debug("a.debug");
  info("a.info");
  warn("a.warn");
  error("a.error");
  EXPECT_THAT(log.text(), HasSubstr("a.warn"));
  EXPECT_THAT(log.text(), HasSubstr("a.error"));
  EXPECT_THAT(log.text(), Not(HasSubstr("a.debug")));
  EXPECT_THAT(log.text(), Not(HasSubstr("a.info")));
  EXPECT_TRUE(enabled(level::warn, "a.warn"));
  EXPECT_FALSE(enabled(level::info, "a.info"));
}

TEST(log, writes_nothing_without_an_output) {
  EXPECT_FALSE(enabled(level::error, "a.error"));
  error("a.error");
}

TEST(log, goes_to_the_output_that_was_set_last) {
  const captured_log outer;
  {
    const captured_log inner;
    info("a.inner");
    EXPECT_THAT(inner.text(), HasSubstr("a.inner"));
  }
  info("a.outer");
  EXPECT_THAT(outer.text(), HasSubstr("a.outer"));
  EXPECT_THAT(outer.text(), Not(HasSubstr("a.inner")));
}

TEST(log, takes_no_memory_for_a_level_that_is_off) {
  const captured_log log;
  const std::string detail(1'000, 'x');
  const session_id session{"s_1"};
  const auto before = allocations;
  debug("a.debug", {{"session", session}, {"detail", detail}, {"bytes", 12}, {"found", true}});
  EXPECT_EQ(allocations, before);
  info("a.info", {{"session", session}, {"detail", detail}, {"bytes", 12}, {"found", true}});
  EXPECT_GT(allocations, before);
}

TEST(log_names, are_words_with_dots_for_events) {
  EXPECT_TRUE(is_event_name("request.incomplete"));
  EXPECT_TRUE(is_event_name("store.deleted_data_in_log"));
  for (const auto* bad : {"", "request", ".request", "request.", "a..b", "a.B", "a.b c", "a.b\n"}) {
    EXPECT_FALSE(is_event_name(bad)) << bad;
  }
}

TEST(log_names, are_words_for_keys_but_none_that_each_line_has) {
  EXPECT_TRUE(is_field_key("duration_ms"));
  for (const auto* bad : {"", "a.b", "A", "a b", "a=b", "time", "level", "event", "thread"}) {
    EXPECT_FALSE(is_field_key(bad)) << bad;
  }
}

}  // namespace
}  // namespace aurawell::logging
