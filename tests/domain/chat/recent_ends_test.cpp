#include "domain/chat/recent_ends.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell {
namespace {

recent_ends::end end_of(const std::string& request, event_seq seq, std::size_t text_bytes = 0) {
  answer_summary summary;
  summary.text = std::make_shared<const std::string>(text_bytes, 'x');
  const auto scope = std::make_shared<const request_scope>(request_scope{{request}, {"c"}});
  return {seq, scope, {request_status::done, {}, summary}};
}

using names = std::vector<std::string>;

names requests(const std::vector<recent_ends::end>& ends) {
  names found;
  for (const auto& one : ends) {
    found.push_back(one.scope->request.value);
  }
  return found;
}

TEST(recent_ends, gives_those_after_a_position_oldest_first) {
  recent_ends ends{1'000};
  ends.add(end_of("r1", 3));
  ends.add(end_of("r2", 5));
  ends.add(end_of("r3", 9));
  EXPECT_EQ(requests(ends.after(3)), (names{"r2", "r3"}));
  EXPECT_EQ(requests(ends.after(9)), names{});
  EXPECT_TRUE(ends.has({"r1"}));
  EXPECT_FALSE(ends.has({"r4"}));
}

TEST(recent_ends, knows_the_last_end_of_a_request_alone) {
  recent_ends ends{1'000};
  ends.add(end_of("r1", 1, 600));
  ends.add(end_of("r2", 2));
  ends.add(end_of("r1", 3, 600));
  const auto all = ends.after(0);
  EXPECT_EQ(requests(all), (names{"r2", "r1"}));
  EXPECT_FALSE(all[1].lost_text) << "the first text was counted no more";
}

TEST(recent_ends, forgets_the_oldest_past_its_number) {
  recent_ends ends{1'000};
  for (event_seq seq = 1; seq <= 33; ++seq) {
    ends.add(end_of("r" + std::to_string(seq), seq));
  }
  EXPECT_EQ(ends.after(0).size(), 32U);
  EXPECT_FALSE(ends.has({"r1"}));
}

TEST(recent_ends, forgets_the_oldest_texts_past_its_bytes_and_says_so) {
  recent_ends ends{1'000};
  ends.add(end_of("r1", 1, 600));
  ends.add(end_of("r2", 2, 400));
  EXPECT_FALSE(ends.after(0)[0].lost_text);
  ends.add(end_of("r3", 3, 1));
  const auto all = ends.after(0);
  EXPECT_TRUE(all[0].lost_text);
  EXPECT_FALSE(std::get<answer_summary>(all[0].status.data).text);
  EXPECT_FALSE(all[1].lost_text);
}

TEST(recent_ends, keeps_no_text_that_is_too_long_by_itself) {
  recent_ends ends{1'000};
  ends.add(end_of("r1", 1, 1'001));
  EXPECT_TRUE(ends.after(0)[0].lost_text);
}

}  // namespace
}  // namespace aurawell
