#include <gtest/gtest.h>

#include <string>

#include "tests/mock_llm/answer_checker.hpp"
#include "tests/mock_llm/faults.hpp"
#include "tests/mock_llm/mock_fixture.hpp"

namespace aurawell::mock {
namespace {

using namespace std::chrono_literals;

/// Asks `quirk` to continue after the first half of the answer.
raw_response continuation(quirk_fixture& fixture, const std::string& quirk) {
  const auto partial = R"({"role":"assistant","content":")" + [] {
    std::string text;
    for (std::uint32_t i = 0; i < 15; ++i) {
      text += answer_token(1, i, answer_style::words);
    }
    return text;
  }() + "\"}";
  return ask(fixture.model, R"({"model":"quirk:)" + quirk +
                                R"(,text=words","stream":true,"messages":[)"
                                R"({"role":"user","content":"#seed=1"},)" +
                                partial + "]}");
}

std::string words_from(std::uint32_t first) {
  std::string text;
  for (auto i = first; i < 30; ++i) {
    text += answer_token(1, i, answer_style::words);
  }
  return text + answer_end(30);
}

TEST(silences, send_nothing_more_and_hear_the_client_go) {
  for (const auto& [name, last_words] :
       {std::pair{"stall_after_header", "\r\n\r\n"}, std::pair{"stall_mid_answer", "000014"},
        std::pair{"stall_after_done", "[DONE]\n\n\r\n"}}) {
    SCOPED_TRACE(name);
    quirk_fixture fixture;
    fixture.ask(name);
    ASSERT_TRUE(fixture.client.read_until(last_words));
    EXPECT_FALSE(fixture.client.read_some(50ms)) << "nothing may follow";
    EXPECT_EQ(fixture.model.stats().streams_running, 1U);
    const auto closed = std::chrono::steady_clock::now();
    fixture.client.close();
    ASSERT_TRUE(fixture.is_at_rest());
    ASSERT_EQ(fixture.model.abort_times().size(), 1U);
    EXPECT_GE(fixture.model.abort_times().front(), closed);
  }
}

TEST(silences, may_come_before_the_header) {
  quirk_fixture fixture;
  fixture.ask("stall_before_header");
  ASSERT_TRUE(comes_true([&] { return fixture.model.stats().streams_running == 1; }));
  EXPECT_FALSE(fixture.client.read_some(50ms));
  fixture.client.close();
  EXPECT_TRUE(fixture.is_at_rest());
  EXPECT_EQ(fixture.model.stats().streams_aborted, 1U);
}

TEST(silences, may_be_filled_with_comments) {
  quirk_fixture only;
  only.ask("keep_alives_only");
  EXPECT_TRUE(only.client.read_until("\r\n\r\ne\r\n: keep-alive\n\n\r\ne\r\n: keep-alive\n\n"));
  quirk_fixture behind;
  behind.ask("keep_alives_mid_answer");
  EXPECT_TRUE(behind.client.read_until("000014"));
  EXPECT_TRUE(behind.client.read_until(": keep-alive\n\n\r\ne\r\n: keep-alive\n\n"));
  behind.client.close();
  EXPECT_TRUE(behind.is_at_rest());
}

TEST(silences, may_be_long_between_tokens) {
  quirk_fixture fixture;
  fixture.ask("slow_drip,tokens=2");
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(joined_deltas(fixture.client.read_response().body()), answer_text(1, 2));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 1500ms);
}

TEST(broken_connections, are_closed_or_reset_before_the_header) {
  quirk_fixture cut;
  cut.ask("cut_before_header");
  EXPECT_EQ(cut.client.read_to_end(), "");
  EXPECT_FALSE(cut.client.was_reset());
  quirk_fixture reset;
  reset.ask("reset_before_header");
  EXPECT_EQ(reset.client.read_to_end(), "");
  EXPECT_TRUE(reset.client.was_reset());
  EXPECT_TRUE(cut.is_at_rest() && reset.is_at_rest());
  EXPECT_EQ(reset.model.stats().connections_open, 0U);
}

TEST(broken_connections, are_closed_or_reset_within_or_behind_the_header) {
  quirk_fixture inside;
  inside.ask("cut_inside_header");
  EXPECT_EQ(inside.client.read_to_end(), "HTTP/1.1 200 OK\r\nContent-Ty");
  quirk_fixture cut;
  cut.ask("cut_after_header");
  EXPECT_TRUE(cut.client.read_to_end().ends_with("chunked\r\n\r\n"));
  EXPECT_FALSE(cut.client.was_reset());
  quirk_fixture reset;
  reset.ask("reset_after_header");
  EXPECT_TRUE(reset.client.read_to_end().ends_with("chunked\r\n\r\n"));
  EXPECT_TRUE(reset.client.was_reset());
}

TEST(broken_connections, bring_half_the_answer) {
  for (const auto* name :
       {"cut_mid_answer", "cut_inside_event", "cut_inside_character", "reset_mid_answer"}) {
    SCOPED_TRACE(name);
    quirk_fixture fixture;
    const auto answer = fixture.answer(name);
    EXPECT_FALSE(answer.complete);
    EXPECT_EQ(joined_deltas(answer.body()), first_tokens(1, 15));
    EXPECT_EQ(fixture.client.was_reset(), std::string_view{name} == "reset_mid_answer");
    EXPECT_TRUE(fixture.is_at_rest());
    EXPECT_EQ(fixture.model.stats().streams_finished, 1U);
  }
}

TEST(broken_connections, end_where_their_name_says) {
  quirk_fixture event;
  EXPECT_TRUE(event.answer("cut_inside_event").body().ends_with("{\"index\":0,\"del"));
  quirk_fixture character;
  EXPECT_TRUE(character.answer("cut_inside_character").body().ends_with(":\"\xE5\x81"));
  quirk_fixture done;
  const auto answer = done.answer("cut_after_done");
  EXPECT_TRUE(answer.body().ends_with("data: [DONE]\n\n"));
  EXPECT_FALSE(answer.complete);
}

TEST(continuations, follow_an_answer_that_broke_off) {
  for (const auto* name :
       {"cut_then_continue", "reset_then_continue", "cut_then_restart", "cut_then_overlap"}) {
    SCOPED_TRACE(name);
    quirk_fixture fixture;
    const auto first = fixture.answer(name);
    EXPECT_FALSE(first.complete);
    EXPECT_EQ(joined_deltas(first.body()), first_tokens(1, 15));
  }
  quirk_fixture stalling;
  stalling.ask("stall_then_continue");
  EXPECT_TRUE(stalling.client.read_until("000014"));
  EXPECT_FALSE(stalling.client.read_some(50ms));
}

TEST(continuations, go_on_or_repeat) {
  quirk_fixture fixture;
  for (const auto* name : {"cut_then_continue", "reset_then_continue", "stall_then_continue"}) {
    EXPECT_EQ(joined_deltas(continuation(fixture, name).body()), words_from(15)) << name;
  }
  EXPECT_EQ(joined_deltas(continuation(fixture, "cut_then_overlap").body()), words_from(12));
  EXPECT_EQ(joined_deltas(continuation(fixture, "cut_then_restart").body()), words_from(0));
}

}  // namespace
}  // namespace aurawell::mock
