#include "config/settings/value_text.hpp"

#include <gmock/gmock.h>

#include <random>

namespace aurawell::config {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

TEST(value_text, durations_are_written_in_the_largest_exact_unit) {
  EXPECT_EQ(duration_text(0ms), "0s");
  EXPECT_EQ(duration_text(1ms), "1ms");
  EXPECT_EQ(duration_text(1500ms), "1500ms");
  EXPECT_EQ(duration_text(90s), "90s");
  EXPECT_EQ(duration_text(120s), "2m");
  EXPECT_EQ(duration_text(90min), "90m");
  EXPECT_EQ(duration_text(48h), "48h");
}

TEST(value_text, sizes_are_written_in_the_largest_exact_unit) {
  EXPECT_EQ(size_text(0), "0");
  EXPECT_EQ(size_text(1000), "1000");
  EXPECT_EQ(size_text(1536), "1536");
  EXPECT_EQ(size_text(2048), "2KiB");
  EXPECT_EQ(size_text(3 << 20), "3MiB");
  EXPECT_EQ(size_text(std::int64_t{5} << 30), "5GiB");
}

TEST(value_text, what_is_written_reads_as_the_same) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random{seed};
  for (int i = 0; i < 1000; ++i) {
    const auto number = static_cast<std::int64_t>(random() >> (1 + random() % 63));
    EXPECT_EQ(parse_size(size_text(number)), number);
    const std::chrono::milliseconds duration{number};
    EXPECT_EQ(parse_duration(duration_text(duration)), duration);
    const double real = static_cast<double>(number) / 1024.0;
    EXPECT_EQ(parse_real(real_text(real)), real);
  }
}

TEST(value_text, reals_are_never_mistaken_for_whole_numbers) {
  EXPECT_EQ(real_text(2), "2.0");
  EXPECT_EQ(real_text(-3), "-3.0");
  EXPECT_EQ(real_text(0.7), "0.7");
  EXPECT_EQ(real_text(1e300), "1e+300");
}

TEST(value_text, lists_split_at_commas) {
  EXPECT_THAT(split_list("a"), ElementsAre("a"));
  EXPECT_THAT(split_list(" a ,\tb,c d "), ElementsAre("a", "b", "c d"));
  EXPECT_THAT(split_list("a,,b,"), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split_list("  "), IsEmpty());
}

TEST(value_text, quotes_hide_control_characters_and_repair_utf8) {
  EXPECT_EQ(quote("a\x1b\x7f"), "\"a\\u001B\\u007F\"");
  EXPECT_EQ(quote("健康\xff"), "\"健康\xef\xbf\xbd\"");
}

}  // namespace
}  // namespace aurawell::config
