#include "domain/durability/backlog_view.hpp"

#include <gtest/gtest.h>

#include "tests/net/storage/records.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell {
namespace {

using test_support::answer;
using test_support::fake_store;
using test_support::key_of;
using test_support::question;

class backlog_view_test : public ::testing::Test {
 protected:
  std::vector<past_exchange> history(std::size_t most_exchanges = 20,
                                     std::size_t most_bytes = 1'000) {
    background = {};
    const history_query query{key_of(), most_exchanges, most_bytes};
    if (auto past = store.load_past(query)) {
      background.past = *std::move(past);
    } else {
      background.past_failure = past.failure();
    }
    backlog_view::add_past(store, waiting, query, background);
    return background.past.exchanges;
  }

  void wait_with(const std::string& request, const std::string& asked, const std::string& answered,
                 request_status status = request_status::done) {
    waiting.add(++number, question(request, asked));
    auto record = answer(request, answered);
    record.status = status;
    waiting.add(++number, record);
  }

  /// With its answer, in the store.
  void store_answered(const std::string& request, const std::string& asked,
                      const std::string& answered, request_status status = request_status::done) {
    store_exchange(request, status);
    store.exchanges.back().question = asked;
    store.exchanges.back().summary.text = std::make_shared<const std::string>(answered);
    store.history.push_back({asked, answered});
  }

  void store_exchange(const std::string& request, std::optional<request_status> status) {
    stored_exchange exchange;
    exchange.request = {request};
    exchange.question = "stored " + request;
    exchange.status = status;
    exchange.summary.text = std::make_shared<const std::string>("answer " + request);
    store.exchanges.push_back(exchange);
  }

  fake_store store;
  waiting_writes waiting;
  std::int64_t number = 0;
  conversation_background background;
};

using exchanges = std::vector<past_exchange>;

TEST_F(backlog_view_test, puts_what_waits_behind_what_is_stored) {
  store_answered("r0", "q0", "a0");
  wait_with("r1", "q1", "a1");
  EXPECT_EQ(history(), (exchanges{{"q0", "a0"}, {"q1", "a1"}}));
}

TEST_F(backlog_view_test, finds_the_question_of_an_answer_in_the_store) {
  store_exchange("r1", std::nullopt);
  waiting.add(++number, answer("r1", "a1"));
  EXPECT_EQ(history(), (exchanges{{"stored r1", "a1"}}));
}

TEST_F(backlog_view_test, names_nothing_twice_that_was_written_before_a_crash) {
  store_exchange("r1", request_status::done);
  store.history = {{"stored r1", "answer r1"}};
  wait_with("r1", "stored r1", "answer r1");
  EXPECT_EQ(history(), (exchanges{{"stored r1", "answer r1"}}));
}

TEST_F(backlog_view_test, leaves_out_a_half_answer_whose_question_waits_again) {
  wait_with("r1", "plan", "half", request_status::incomplete);
  EXPECT_EQ(history(), (exchanges{{"plan", "half"}}));
  waiting.add(++number, question("r2", "plan"));
  EXPECT_EQ(history(), exchanges{});
  EXPECT_EQ(background.past.older, 1U);
  waiting.add(++number, answer("r2", "whole"));
  EXPECT_EQ(history(), (exchanges{{"plan", "whole"}}));
}

TEST_F(backlog_view_test, leaves_out_a_stored_half_answer_whose_question_waits_again) {
  store_answered("r0", "plan", "half", request_status::cancelled);
  waiting.add(++number, question("r1", "plan"));
  EXPECT_EQ(history(), exchanges{});
  EXPECT_EQ(background.past.older, 1U);
}

TEST_F(backlog_view_test, keeps_what_continues_a_stored_half_answer_in_the_same_words) {
  store_answered("r0", "plan", "part 1", request_status::incomplete);
  wait_with("r1", "go on", "part 2", request_status::incomplete);
  waiting.add(++number, question("r2", "go on"));
  EXPECT_EQ(history(), (exchanges{{"plan", "part 1"}, {"go on", "part 2"}}));
}

TEST_F(backlog_view_test, puts_an_answer_where_its_stored_question_is) {
  store_exchange("r0", std::nullopt);
  store_answered("r1", "q1", "a1");
  waiting.add(++number, answer("r0", "a0"));
  EXPECT_EQ(history(), (exchanges{{"stored r0", "a0"}, {"q1", "a1"}}));
}

TEST_F(backlog_view_test, holds_both_bounds) {
  store_answered("r0", "q0", "a0");
  wait_with("r1", "q1", "a1");
  wait_with("r2", "q2", "a2");
  EXPECT_EQ(history(2), (exchanges{{"q1", "a1"}, {"q2", "a2"}}));
  EXPECT_EQ(background.past.older, 1U);
  EXPECT_EQ(history(9, 7), (exchanges{{"q2", "a2"}}));
  EXPECT_EQ(background.past.older, 2U);
}

TEST_F(backlog_view_test, does_with_what_waits_when_the_store_cannot_be_read) {
  store.is_unreadable = true;
  EXPECT_TRUE(history().empty());
  EXPECT_TRUE(background.past_failure);
  EXPECT_FALSE(backlog_view::find_exchange(store, waiting, {{"u1"}, {"r1"}}));
  wait_with("r1", "q1", "a1");
  EXPECT_EQ(history(), (exchanges{{"q1", "a1"}}));
  EXPECT_FALSE(background.past_failure);
  const auto known = backlog_view::find_exchange(store, waiting, {{"u1"}, {"r1"}});
  ASSERT_TRUE(known.has_value());
  EXPECT_EQ((*known)->status, request_status::done);
}

TEST_F(backlog_view_test, knows_how_grave_what_waits_was) {
  waiting.add(++number, question("r1", "q1"));
  auto grave = answer("r1", "a1");
  grave.summary.safety = answer_safety{safety_level::urgent};
  waiting.add(++number, grave);
  history();
  EXPECT_EQ(background.past.reached, safety_level::urgent);
}

TEST_F(backlog_view_test, gives_a_session_with_what_waits) {
  store_exchange("r0", std::nullopt);
  waiting.add(++number, answer("r0", "a0"));
  auto asked = question("r1", "q1");
  asked.session = {"s1"};
  waiting.add(++number, asked);
  const auto found = backlog_view::load_session(store, waiting, {{"u1"}, {"s1"}, 8});
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ(*(*found)[0].summary.text, "a0");
  EXPECT_EQ((*found)[1].question, "q1");
}

}  // namespace
}  // namespace aurawell
