#include "tests/mock_llm/response.hpp"

#include <gtest/gtest.h>

#include "tests/mock_llm/answer_text.hpp"
#include "tests/mock_llm/fault_parts.hpp"
#include "tests/mock_llm/raw_client.hpp"

namespace aurawell::mock {
namespace {

using std::chrono::milliseconds;
using clock = std::chrono::steady_clock;

response without_answer(script wanted) {
  return {std::move(wanted), std::nullopt, chunking::token, clock::now()};
}

response with_answer(script wanted, std::uint32_t tokens) {
  answer_plan plan;
  plan.tokens = tokens;
  plan.rate = 0;
  chat_request asked;
  asked.last_user_message = "#seed=1";
  asked.stream = true;
  const auto now = clock::now();
  return {std::move(wanted), answer_stream{plan, asked, "m", 1, now}, plan.cut, now};
}

/// Everything that is sent until the end, without the head.
std::string played(response& reply, ending expected) {
  write_batch batch;
  for (auto step = 0; step < 1000; ++step) {
    if (const auto end = reply.next(batch)) {
      EXPECT_EQ(*end, expected);
      return batch.bytes;
    }
  }
  ADD_FAILURE() << "no end";
  return {};
}

TEST(response, plays_its_steps_in_order) {
  auto playing = without_answer(bare("head", {bytes("a"), bytes("b", 3)}, ending::close));
  EXPECT_EQ(playing.head(), "head");
  EXPECT_EQ(played(playing, ending::close), "abbb");
}

TEST(response, ends_a_chunked_body_only_in_good_order) {
  auto good = without_answer(stream({bytes("a")}));
  EXPECT_EQ(played(good, ending::finish), "1\r\na\r\n0\r\n\r\n");
  auto cut = without_answer(stream({bytes("a")}, ending::cut));
  EXPECT_EQ(played(cut, ending::cut), "1\r\na\r\n");
}

TEST(response, waits_before_each_time) {
  auto playing =
      without_answer({"", {{script_step::kind::bytes, "a", 2, milliseconds{100}}}, ending::stall});
  const auto first = playing.due();
  write_batch batch;
  EXPECT_FALSE(playing.next(batch));
  EXPECT_GE(playing.due(), first);
  EXPECT_GT(playing.due(), clock::now());
  EXPECT_EQ(playing.next(batch), ending::stall);
}

TEST(response, makes_long_bodies_in_small_steps) {
  auto playing = without_answer(
      bare("", {bytes(std::string(100, 'a'), script_step::endless)}, ending::finish));
  write_batch batch;
  for (auto step = 0; step < 100; ++step) {
    batch.clear();
    EXPECT_FALSE(playing.next(batch));
    EXPECT_GT(batch.bytes.size(), 32U * 1024);
    EXPECT_LE(batch.bytes.size(), 64U * 1024);
  }
}

TEST(response, goes_on_behind_half_an_answer) {
  auto playing = with_answer(stream({half, bytes(": half\n\n"), whole}), 101);
  const auto body = played(playing, ending::finish);
  const auto middle = body.find(": half\n\n");
  ASSERT_NE(middle, std::string::npos);
  EXPECT_NE(body.substr(0, middle).find("000049"), std::string::npos);
  EXPECT_EQ(body.substr(0, middle).find("000050"), std::string::npos);
  EXPECT_EQ(joined_deltas(body), answer_text(1, 101));
  EXPECT_EQ(playing.tokens_sent(), 101U);
}

TEST(response, halves_an_answer_of_one_token_behind_it) {
  auto playing = with_answer(stream({half}, ending::cut), 1);
  const auto body = played(playing, ending::cut);
  EXPECT_EQ(joined_deltas(body), answer_text(1, 1));
  EXPECT_EQ(body.find("[DONE]"), std::string::npos);
}

TEST(response, halves_an_answer_of_none_at_its_end) {
  auto playing = with_answer(stream({half}, ending::cut), 0);
  EXPECT_NE(played(playing, ending::cut).find("[DONE]"), std::string::npos);
}

}  // namespace
}  // namespace aurawell::mock
