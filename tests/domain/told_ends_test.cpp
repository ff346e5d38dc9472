#include "domain/told_ends.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell {
namespace {

told_ends::end end_at(event_seq seq, std::size_t text_bytes = 0) {
  answer_summary summary;
  summary.text = std::make_shared<const std::string>(text_bytes, 'x');
  const auto scope =
      std::make_shared<const request_scope>(request_scope{{"r" + std::to_string(seq)}, {"c"}});
  return {seq, scope, {request_status::done, {}, summary}};
}

std::vector<event_seq> positions(const std::vector<told_ends::end>& ends) {
  std::vector<event_seq> found;
  for (const auto& one : ends) {
    found.push_back(one.seq);
  }
  return found;
}

TEST(told_ends, gives_those_after_a_position_oldest_first) {
  told_ends ends{1'000};
  for (const event_seq seq : {3U, 5U, 9U}) {
    ends.add(end_at(seq));
  }
  EXPECT_EQ(positions(ends.take_after(3)), (std::vector<event_seq>{5, 9}));
  EXPECT_EQ(positions(ends.take_after(0)), std::vector<event_seq>{3}) << "the others were taken";
  EXPECT_TRUE(ends.covers(0));
}

TEST(told_ends, forgets_the_oldest_past_its_number_and_says_so) {
  told_ends ends{1'000};
  for (event_seq seq = 1; seq <= 33; ++seq) {
    ends.add(end_at(seq));
  }
  EXPECT_FALSE(ends.covers(0));
  EXPECT_TRUE(ends.covers(1));
  EXPECT_EQ(ends.take_after(0).size(), 32U);
}

TEST(told_ends, forgets_the_oldest_past_its_bytes_of_text) {
  told_ends ends{1'000};
  ends.add(end_at(1, 600));
  ends.add(end_at(2, 400));
  EXPECT_TRUE(ends.covers(0));
  ends.add(end_at(3, 1));
  EXPECT_FALSE(ends.covers(0));
  EXPECT_EQ(positions(ends.take_after(0)), (std::vector<event_seq>{2, 3}));
}

TEST(told_ends, does_not_count_what_was_taken) {
  told_ends ends{1'000};
  ends.add(end_at(1, 1'000));
  ends.take_after(0);
  ends.add(end_at(2, 1'000));
  EXPECT_TRUE(ends.covers(0));
  EXPECT_EQ(ends.take_after(0).size(), 1U);
}

}  // namespace
}  // namespace aurawell
