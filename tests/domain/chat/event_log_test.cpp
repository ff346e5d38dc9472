#include "domain/chat/event_log.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace aurawell {
namespace {

using scope_ptr = std::shared_ptr<const request_scope>;

constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();

class event_log_test : public ::testing::Test {
 protected:
  static scope_ptr make_scope(const char* request) {
    return std::make_shared<const request_scope>(request_scope{{request}, {"c1"}});
  }

  event_seq say(const scope_ptr& scope, std::string_view text) {
    return log.append_delta(scope, wall_time{}, text);
  }

  event_seq think(const scope_ptr& scope, std::string_view text) {
    return log.append_reasoning(scope, wall_time{}, text);
  }

  event_seq say_status(request_status status) {
    return log.append({0, wall_time{}, first, status_update{status, {}, {}}});
  }

  static const std::string& text_of(const server_event& event) {
    return std::get<answer_delta>(event.body).text;
  }

  scope_ptr first = make_scope("r1");
  scope_ptr second = make_scope("r2");
  event_log log;
};

TEST_F(event_log_test, is_at_position_zero_before_the_first_event) {
  EXPECT_EQ(log.last(), 0U);
  const auto page = log.read(0, everything);
  EXPECT_TRUE(page.events.empty());
  EXPECT_EQ(page.position, 0U);
  EXPECT_TRUE(page.complete);
  EXPECT_EQ(log.held_bytes(), 0U);
}

TEST_F(event_log_test, numbers_every_event_in_one_row) {
  EXPECT_EQ(say_status(request_status::sending), 1U);
  EXPECT_EQ(say(first, "a"), 2U);
  EXPECT_EQ(say(second, "b"), 3U);
  EXPECT_EQ(say_status(request_status::done), 4U);
  EXPECT_EQ(log.last(), 4U);
}

TEST_F(event_log_test, ignores_the_seq_that_an_event_brings) {
  log.append({77, wall_time{}, first, status_update{}});
  EXPECT_EQ(log.read(0, everything).events.at(0).seq, 1U);
}

TEST_F(event_log_test, merges_neighbouring_deltas_of_one_answer) {
  say(first, "one ");
  say(first, "two ");
  say(first, "three");
  const auto page = log.read(0, everything);
  ASSERT_EQ(page.events.size(), 1U);
  EXPECT_EQ(text_of(page.events[0]), "one two three");
  EXPECT_EQ(page.events[0].seq, 3U);
  EXPECT_EQ(page.position, 3U);
}

TEST_F(event_log_test, keeps_deltas_of_two_answers_apart_and_in_order) {
  say(first, "a");
  say(second, "1");
  say(first, "b");
  const auto page = log.read(0, everything);
  ASSERT_EQ(page.events.size(), 3U);
  EXPECT_EQ(page.events[0].scope, first);
  EXPECT_EQ(page.events[1].scope, second);
  EXPECT_EQ(text_of(page.events[2]), "b");
}

TEST_F(event_log_test, merges_nothing_across_another_event) {
  say(first, "a");
  say_status(request_status::queued);
  say(first, "b");
  EXPECT_EQ(log.read(0, everything).events.size(), 3U);
}

TEST_F(event_log_test, reads_from_the_middle_of_an_answer) {
  say(first, "one ");
  say(first, "two ");
  say(first, "three");
  const auto page = log.read(1, everything);
  ASSERT_EQ(page.events.size(), 1U);
  EXPECT_EQ(text_of(page.events[0]), "two three");
}

TEST_F(event_log_test, stops_before_the_text_that_would_exceed_the_limit) {
  say(first, "1234");
  say(first, "5678");
  say(first, "9");
  const auto page = log.read(0, 8);
  EXPECT_EQ(text_of(page.events.at(0)), "12345678");
  EXPECT_EQ(page.position, 2U);
  EXPECT_EQ(text_of(log.read(page.position, 8).events.at(0)), "9");
}

TEST_F(event_log_test, gives_one_event_even_when_it_exceeds_the_limit) {
  say(first, "far too long");
  say(first, "next");
  const auto page = log.read(0, 1);
  ASSERT_EQ(page.events.size(), 1U);
  EXPECT_EQ(text_of(page.events[0]), "far too long");
  EXPECT_EQ(page.position, 1U);
}

TEST_F(event_log_test, counts_reasoning_against_the_limit) {
  const std::string thought(1'000, 't');
  think(first, thought);
  think(first, thought);
  const auto page = log.read(0, 1'500);
  EXPECT_EQ(page.events.size(), 1U);
  EXPECT_EQ(page.position, 1U);
}

TEST_F(event_log_test, reports_a_gap_after_trimming) {
  say(first, "a");
  say(first, "b");
  say(first, "c");
  log.seal_answer({"r1"});
  log.trim(0);
  const auto page = log.read(1, everything);
  EXPECT_FALSE(page.complete);
  EXPECT_EQ(page.position, 3U);
  EXPECT_TRUE(page.events.empty());
}

TEST_F(event_log_test, has_no_gap_for_who_saw_all_that_was_trimmed) {
  say_status(request_status::sending);
  log.trim(0);
  say_status(request_status::streaming);
  const auto page = log.read(1, everything);
  EXPECT_TRUE(page.complete);
  ASSERT_EQ(page.events.size(), 1U);
  EXPECT_EQ(page.events[0].seq, 2U);
}

TEST_F(event_log_test, gives_what_is_kept_beside_a_gap) {
  say_status(request_status::sending);
  log.trim(0);
  say_status(request_status::streaming);
  const auto page = log.read(0, everything);
  EXPECT_FALSE(page.complete);
  ASSERT_EQ(page.events.size(), 1U);
  EXPECT_EQ(page.events[0].seq, 2U);
}

TEST_F(event_log_test, takes_a_position_from_the_future_for_a_gap) {
  say_status(request_status::sending);
  const auto page = log.read(2, everything);
  EXPECT_FALSE(page.complete);
  EXPECT_TRUE(page.events.empty());
  EXPECT_EQ(page.position, 1U);
}

TEST_F(event_log_test, survives_the_last_possible_position) {
  say_status(request_status::sending);
  EXPECT_FALSE(log.read(std::numeric_limits<event_seq>::max(), everything).complete);
}

TEST_F(event_log_test, goes_on_numbering_after_everything_was_trimmed) {
  say_status(request_status::sending);
  say_status(request_status::done);
  log.trim(0);
  EXPECT_EQ(log.last(), 2U);
  EXPECT_EQ(say_status(request_status::sending), 3U);
}

TEST_F(event_log_test, seals_the_whole_text_even_when_its_beginning_was_trimmed) {
  say(first, "one ");
  log.trim(0);
  say(first, "two");
  EXPECT_EQ(*log.seal_answer({"r1"}), "one two");
}

TEST_F(event_log_test, seals_one_answer_without_touching_another) {
  say(first, "a");
  say(second, "1");
  log.seal_answer({"r1"});
  say(second, "2");
  EXPECT_EQ(*log.seal_answer({"r2"}), "12");
}

TEST_F(event_log_test, seals_an_answer_without_text_as_empty) {
  EXPECT_EQ(*log.seal_answer({"never-asked"}), "");
}

TEST_F(event_log_test, reads_a_sealed_answer_as_before) {
  say(first, "a");
  say(first, "b");
  log.seal_answer({"r1"});
  EXPECT_EQ(text_of(log.read(0, everything).events.at(0)), "ab");
}

TEST_F(event_log_test, shares_the_sealed_text_instead_of_copying_it) {
  say(first, "text");
  const auto text = log.seal_answer({"r1"});
  EXPECT_GT(text.use_count(), 1);
}

TEST_F(event_log_test, starts_a_new_answer_for_a_name_that_comes_again) {
  say(first, "old");
  log.seal_answer({"r1"});
  log.close_answer({"r1"});
  say(make_scope("r1"), "new");
  EXPECT_EQ(*log.seal_answer({"r1"}), "new");
}

TEST_F(event_log_test, holds_each_text_once) {
  const std::string text(10'000, 'x');
  say(first, text);
  const auto held = log.held_bytes();
  EXPECT_GE(held, text.size());
  EXPECT_LT(held, 2 * text.size());
  log.seal_answer({"r1"});
  EXPECT_EQ(log.held_bytes(), held);
}

TEST_F(event_log_test, holds_nothing_after_everything_was_trimmed) {
  say(first, "sealed, then trimmed");
  say(second, "trimmed, then sealed");
  say_status(request_status::queued);
  log.seal_answer({"r1"});
  log.trim(0);
  EXPECT_EQ(log.held_bytes(), 0U);
  EXPECT_EQ(*log.seal_answer({"r2"}), "trimmed, then sealed");
}

TEST_F(event_log_test, lets_go_of_a_closed_answer_with_the_last_event_of_it) {
  say(first, "text");
  const std::weak_ptr<const std::string> text = log.seal_answer({"r1"});
  log.close_answer({"r1"});
  EXPECT_EQ(log.answer_so_far({"r1"}), "");
  EXPECT_EQ(text_of(log.read(0, everything).events.at(0)), "text");
  log.trim(0);
  EXPECT_TRUE(text.expired());
}

TEST_F(event_log_test, holds_reasoning_once_and_its_pieces_beside_it) {
  constexpr std::size_t pieces = 4'000;
  for (std::size_t i = 0; i < pieces; ++i) {
    think(first, "thought ");
  }
  EXPECT_LT(log.held_bytes(), pieces * 14);
  const auto page = log.read(pieces - 2, everything);
  ASSERT_EQ(page.events.size(), 1U);
  EXPECT_EQ(std::get<reasoning_delta>(page.events[0].body).text, "thought thought ");
}

TEST_F(event_log_test, keeps_reasoning_and_answer_of_a_request_apart) {
  think(first, "hm ");
  say(first, "yes");
  think(first, "so");
  const auto page = log.read(0, everything);
  ASSERT_EQ(page.events.size(), 3U);
  EXPECT_EQ(std::get<reasoning_delta>(page.events[0].body).text, "hm ");
  EXPECT_EQ(text_of(page.events[1]), "yes");
  EXPECT_EQ(log.answer_so_far({"r1"}), "yes");
}

TEST_F(event_log_test, a_replaced_answer_begins_anew_for_readers_and_for_the_seal) {
  say(first, "one ");
  const auto before = log.held_bytes();
  log.replace_answer(first, wall_time{}, "one two ");
  EXPECT_GT(log.held_bytes(), before + std::string_view{"one two "}.size());
  say(first, "three");
  EXPECT_EQ(*log.seal_answer({"r1"}), "one two three");
  const auto page = log.read(1, everything);
  ASSERT_EQ(page.events.size(), 1U);
  EXPECT_TRUE(std::get<answer_delta>(page.events[0].body).snapshot);
  EXPECT_EQ(text_of(page.events[0]), "one two three");
  EXPECT_EQ(text_of(log.read(0, 4).events.at(0)), "one ");
}

TEST_F(event_log_test, repeats_a_sealed_answer_at_the_cost_of_a_position) {
  say(first, std::string(10'000, 'x'));
  log.seal_answer({"r1"});
  const auto before = log.held_bytes();
  log.append_snapshot(first, wall_time{});
  EXPECT_LT(log.held_bytes(), before + 200);
  EXPECT_EQ(text_of(log.read(1, everything).events.at(0)).size(), 10'000U);
}

TEST_F(event_log_test, trims_no_more_than_it_must) {
  for (int i = 0; i < 10; ++i) {
    say_status(request_status::queued);
  }
  const auto per_event = log.held_bytes() / 10;
  log.trim(per_event * 4);
  EXPECT_EQ(log.held_bytes(), per_event * 4);
  EXPECT_TRUE(log.read(6, everything).complete);
  EXPECT_FALSE(log.read(5, everything).complete);
}

}  // namespace
}  // namespace aurawell
