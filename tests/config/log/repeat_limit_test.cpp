#include "config/log/repeat_limit.hpp"

#include <gmock/gmock.h>

namespace aurawell::config {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;

constexpr repeat_limit::clock::time_point start{1h};

class repeat_limit_test : public ::testing::Test {
 protected:
  repeat_limit_test() { lines.set_limits(3, 10s); }

  int taken(std::string_view event, int tries, repeat_limit::clock::time_point now) {
    int count = 0;
    for (int i = 0; i < tries; ++i) {
      count += lines.take(event, now) ? 1 : 0;
    }
    return count;
  }

  repeat_limit lines;
};

TEST_F(repeat_limit_test, passes_the_first_lines_of_each_event) {
  EXPECT_EQ(taken("a.a", 10, start), 3);
  EXPECT_EQ(taken("a.b", 2, start), 2);
  EXPECT_EQ(lines.omitted(), 7U);
}

TEST_F(repeat_limit_test, reports_what_was_left_out_when_the_interval_is_over) {
  taken("a.a", 10, start);
  EXPECT_THAT(lines.take_omissions(start + 9'999ms), IsEmpty());
  const auto found = lines.take_omissions(start + 10'500ms);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].event, "a.a");
  EXPECT_EQ(found[0].lines, 7U);
  EXPECT_EQ(found[0].within, 10'500ms);
  EXPECT_THAT(lines.take_omissions(start + 1h), IsEmpty());
}

TEST_F(repeat_limit_test, begins_again_after_the_interval) {
  taken("a.a", 10, start);
  taken("a.b", 3, start);
  lines.take_omissions(start + 10s);
  EXPECT_EQ(taken("a.a", 10, start + 10s), 3);
  EXPECT_EQ(taken("a.b", 10, start + 10s), 3);
}

TEST_F(repeat_limit_test, keeps_the_time_of_each_event_apart) {
  taken("a.a", 10, start);
  taken("a.b", 10, start + 5s);
  EXPECT_EQ(lines.take_omissions(start + 10s).size(), 1U);
  EXPECT_THAT(lines.take_omissions(start + 14s), IsEmpty());
  EXPECT_EQ(lines.take_omissions(start + 15s).size(), 1U);
}

TEST_F(repeat_limit_test, reports_everything_at_the_end) {
  taken("a.a", 4, start);
  EXPECT_EQ(lines.take_omissions(start, true).size(), 1U);
}

TEST_F(repeat_limit_test, passes_everything_without_a_limit) {
  lines.set_limits(0, 10s);
  EXPECT_EQ(taken("a.a", 1'000, start), 1'000);
}

}  // namespace
}  // namespace aurawell::config
