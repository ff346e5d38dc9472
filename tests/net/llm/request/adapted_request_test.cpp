#include "net/llm/request/adapted_request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using enum request_member;
using testing::HasSubstr;
using testing::Not;

class adapted_request_test : public testing::Test {
 protected:
  adapted_request make(adapted_request::traits about = {}) {
    about.known = lessons->of("m");
    completion_request asked;
    asked.messages = {{message_role::user, "why"}};
    return {encode_request(asked, {.model = "m", .thinking = "disabled"}, "p"), about, lessons};
  }

  std::shared_ptr<provider_lessons> lessons = std::make_shared<provider_lessons>();
};

TEST_F(adapted_request_test, sends_one_name_of_the_answers_bound) {
  EXPECT_THAT(make().json(), HasSubstr("\"max_tokens\":2048"));
  EXPECT_THAT(make().json(), Not(HasSubstr("max_completion_tokens")));
  const auto other = make({.limit_name = max_completion_tokens});
  EXPECT_THAT(other.json(), HasSubstr("\"max_completion_tokens\":2048"));
  EXPECT_THAT(other.json(), Not(HasSubstr("max_tokens")));
}

TEST_F(adapted_request_test, changes_the_name_of_the_bound_before_it_leaves_it_out) {
  for (const auto& [first, second] : {std::pair{max_tokens, max_completion_tokens},
                                      std::pair{max_completion_tokens, max_tokens}}) {
    auto request = make({.limit_name = first});
    EXPECT_TRUE(request.adapt({false, member_set{first}}));
    EXPECT_TRUE(request.sent().has(second));
    EXPECT_FALSE(request.sent().has(first));
    EXPECT_TRUE(request.adapt({false, member_set{second}}));
    EXPECT_THAT(request.json(), Not(HasSubstr("tokens")));
  }
}

TEST_F(adapted_request_test, leaves_the_bound_out_when_its_value_is_refused) {
  auto request = make();
  EXPECT_TRUE(request.adapt({false, member_set{max_tokens, max_completion_tokens}}));
  EXPECT_THAT(request.json(), Not(HasSubstr("tokens")));
}

TEST_F(adapted_request_test, is_changed_once_for_each_member_at_most) {
  auto request = make();
  std::size_t changes = 0;
  for (bool any = true; any;) {
    any = false;
    for (std::size_t i = 0; i < request_member_count; ++i) {
      if (request.adapt({false, member_set{static_cast<request_member>(i)}})) {
        any = true;
        ++changes;
      }
    }
  }
  EXPECT_EQ(changes, 6U);
  EXPECT_EQ(request.json(),
            R"({"model":"m","messages":[{"role":"user","content":"why"}],"stream":true})");
}

TEST_F(adapted_request_test, does_not_change_for_what_it_has_not_sent) {
  auto request = make();
  EXPECT_FALSE(request.adapt({}));
  EXPECT_FALSE(request.adapt({false, member_set{continue_final_message}}));
  EXPECT_FALSE(request.adapt({false, member_set{max_completion_tokens}}));
}

TEST_F(adapted_request_test, teaches_what_helped_and_only_then) {
  auto request = make();
  request.adapt({false, member_set{thinking}});
  EXPECT_TRUE(lessons->all().empty());
  request.learn_from_success();
  EXPECT_EQ(lessons->of("m").refused, std::set<std::string>{"thinking"});
  EXPECT_THAT(make().json(), Not(HasSubstr("thinking")));
}

TEST_F(adapted_request_test, adds_to_what_another_request_has_taught_meanwhile) {
  auto one = make();
  auto other = make();
  one.adapt({false, member_set{thinking}});
  other.adapt({false, member_set{user_id}});
  one.learn_from_success();
  other.learn_from_success();
  EXPECT_EQ(lessons->of("m").refused, (std::set<std::string>{"thinking", "user_id"}));
}

TEST_F(adapted_request_test, teaches_nothing_by_what_was_left_out_for_its_length) {
  auto request = make();
  EXPECT_TRUE(request.adapt({true, member_set{max_tokens, max_completion_tokens}}));
  request.learn_from_success();
  EXPECT_TRUE(lessons->all().empty());
}

TEST_F(adapted_request_test, never_sends_what_the_settings_leave_out) {
  const auto request =
      make({.omitted = member_set{temperature, max_tokens, max_completion_tokens}});
  EXPECT_THAT(request.json(), Not(HasSubstr("tokens")));
  EXPECT_THAT(request.json(), Not(HasSubstr("temperature")));
}

TEST_F(adapted_request_test, remembers_how_much_history_was_taken_after_a_refusal) {
  auto request = make({.history_bytes = 900, .history_limit = 1'000, .is_history_cut = true});
  request.learn_from_success();
  EXPECT_EQ(lessons->of("m").history_bytes, 1'000U);
}

TEST_F(adapted_request_test, takes_no_history_away_because_one_question_leaves_no_room) {
  make({.history_limit = 0, .is_history_cut = true}).learn_from_success();
  EXPECT_TRUE(lessons->all().empty());
  auto request = make({.history_bytes = 90, .history_limit = 100, .is_history_cut = true});
  EXPECT_TRUE(request.adapt({true, member_set{max_tokens, max_completion_tokens}}));
  request.learn_from_success();
  EXPECT_TRUE(lessons->all().empty());
}

TEST_F(adapted_request_test, teaches_the_limit_that_its_history_was_cut_by) {
  lessons->learn_history_limit("m", 500);
  auto request = make({.history_bytes = 480, .history_limit = 1'000, .is_history_cut = true});
  lessons->grow_history("m");
  request.learn_from_success();
  EXPECT_EQ(lessons->of("m").history_bytes, 500U);
}

TEST_F(adapted_request_test, lets_the_history_grow_once_for_each_answer_that_it_was_cut_for) {
  lessons->learn_history_limit("m", 16'000);
  make({.history_bytes = 3'000}).learn_from_success();
  EXPECT_EQ(lessons->of("m").history_bytes, 16'000U) << "it was not cut";
  auto request = make({.history_bytes = 15'000, .is_history_cut = true});
  request.learn_from_success();
  request.learn_from_success();
  EXPECT_EQ(lessons->of("m").history_bytes, 17'000U);
}

TEST_F(adapted_request_test, still_teaches_when_its_text_is_gone) {
  auto request = make();
  request.drop_json();
  EXPECT_TRUE(request.json().empty());
  EXPECT_TRUE(request.adapt({false, member_set{thinking}}));
  request.learn_from_success();
  EXPECT_EQ(lessons->of("m").refused, std::set<std::string>{"thinking"});
}

TEST_F(adapted_request_test, teaches_what_is_suspected_only_by_the_next_try_of_the_same_answer) {
  auto first = make();
  EXPECT_TRUE(first.adapt({false, member_set{thinking}}));
  EXPECT_EQ(first.suspected(), std::set<std::string>{"thinking"});
  auto stranger = make();
  EXPECT_THAT(stranger.json(), HasSubstr("thinking"));
  stranger.learn_from_success();
  EXPECT_TRUE(lessons->all().empty());
  auto next = make({.suspected = first.suspected()});
  EXPECT_THAT(next.json(), Not(HasSubstr("thinking")));
  next.learn_from_success();
  EXPECT_EQ(lessons->of("m").refused, std::set<std::string>{"thinking"});
  EXPECT_TRUE(next.suspected().empty());
}

TEST_F(adapted_request_test, carries_suspicions_on_and_knows_no_other_names) {
  auto request = make({.suspected = {"thinking", "model", "nonsense"}});
  EXPECT_EQ(request.suspected(), std::set<std::string>{"thinking"});
  EXPECT_TRUE(request.adapt({false, member_set{user_id}}));
  EXPECT_EQ(request.suspected(), (std::set<std::string>{"thinking", "user_id"}));
}

}  // namespace
}  // namespace aurawell::net
