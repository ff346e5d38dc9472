#include "domain/trace/trace_sampling.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

constexpr std::uint64_t whole_range = std::uint64_t{1} << 56U;

/// A client's place; `last` are the bytes that decide in consistent sampling.
trace_context parent_with(bool is_sampled, std::uint8_t last) {
  trace_context parent{make_trace_id(), make_span_id(), is_sampled, true, "rojo=1"};
  parent.trace.back() = last;
  for (std::size_t i = 9; i < 16; ++i) {
    parent.trace[i] = last;
  }
  return parent;
}

int sampled_of_thousand(const std::optional<trace_context>& parent, const trace_sampling& rule) {
  int sampled = 0;
  for (int i = 0; i < 1'000; ++i) {
    sampled += place_question(parent, rule).is_sampled ? 1 : 0;
  }
  return sampled;
}

TEST(trace_sampling, a_share_is_the_upper_part_of_all_ids) {
  EXPECT_FALSE(is_in_share(whole_range - 1, 0));
  EXPECT_TRUE(is_in_share(0, 1));
  EXPECT_FALSE(is_in_share(whole_range / 4 * 3 - 1, 0.25));
  EXPECT_TRUE(is_in_share(whole_range / 4 * 3, 0.25));
  EXPECT_TRUE(is_in_share(whole_range - 1, 0.000'001));
}

TEST(trace_sampling, a_larger_share_contains_a_smaller_one) {
  for (std::uint64_t id = 0; id < whole_range; id += whole_range / 97) {
    for (int tenths = 0; tenths < 10; ++tenths) {
      EXPECT_LE(is_in_share(id, tenths / 10.0), is_in_share(id, (tenths + 1) / 10.0));
    }
  }
}

TEST(trace_sampling, a_new_trace_is_random_and_decided_by_its_id) {
  for (int i = 0; i < 100; ++i) {
    const auto place = place_question({}, {0.5, false});
    EXPECT_TRUE(place.is_random);
    EXPECT_EQ(place.is_sampled, place.trace[9] >= 0x80);
    EXPECT_EQ(place.state, "");
  }
}

TEST(trace_sampling, the_ratio_bounds_what_a_client_can_cause) {
  for (const auto last : {0x00, 0xff}) {
    for (const bool flag : {false, true}) {
      const auto parent = parent_with(flag, static_cast<std::uint8_t>(last));
      EXPECT_EQ(sampled_of_thousand(parent, {0, false}), 0);
      EXPECT_EQ(sampled_of_thousand(parent, {1, false}), 1'000);
      // Six standard deviations around 250.
      EXPECT_NEAR(sampled_of_thousand(parent, {0.25, false}), 250, 83);
    }
  }
}

TEST(trace_sampling, a_trusted_client_decides) {
  EXPECT_EQ(sampled_of_thousand(parent_with(true, 0), {0, true}), 1'000);
  EXPECT_EQ(sampled_of_thousand(parent_with(false, 0xff), {1, true}), 0);
  EXPECT_EQ(sampled_of_thousand({}, {0, true}), 0);
  EXPECT_EQ(sampled_of_thousand({}, {1, true}), 1'000);
}

TEST(trace_sampling, a_question_stays_in_the_clients_trace) {
  const auto parent = parent_with(true, 7);
  const auto place = place_question(parent, {1, false});
  EXPECT_EQ(place.trace, parent.trace);
  EXPECT_NE(place.span, parent.span);
  EXPECT_TRUE(place.is_random);
  EXPECT_EQ(place.state, "rojo=1");
}

TEST(trace_sampling, work_inside_differs_by_its_span_only) {
  const auto parent = parent_with(true, 7);
  auto inside = place_inside(parent);
  EXPECT_NE(inside.span, parent.span);
  inside.span = parent.span;
  EXPECT_EQ(inside, parent);
}

}  // namespace
}  // namespace aurawell
