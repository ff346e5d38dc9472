#include "domain/attempts/retry_plan.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/support/fake_completion_source.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

class retry_plan_test : public ::testing::Test {
 protected:
  retry_plan_test() { options.header_timeout = 15s; }

  retry_plan make(std::size_t providers, std::uint64_t seed = 1) {
    chain = std::make_shared<provider_chain>();
    for (std::size_t i = 0; i < providers; ++i) {
      chain->push_back({"p" + std::to_string(i),
                        std::make_shared<test_support::fake_completion_source>(), options,
                        std::make_shared<provider_health>("p" + std::to_string(i))});
    }
    return {chain, now + 300s, seed};
  }

  static attempt_failure failure(ec code, std::optional<milliseconds> retry_after = {},
                                 bool retryable = true) {
    return {{{code, ""}, 0, retry_after, retryable}};
  }

  static attempt_failure silence() {
    auto failed = failure(ec::timed_out);
    failed.clock = alarm::token;
    return failed;
  }

  static attempt_failure too_long(std::size_t history_bytes) {
    auto failed = failure(ec::chat_failed, {}, false);
    failed.why.too_long = true;
    failed.why.history_bytes = history_bytes;
    return failed;
  }

  /// Opens the breaker of a provider.
  void break_down(std::size_t index) {
    while (auto attempt = (*chain)[index].health->try_begin(now)) {
      attempt->failed(now, {ec::upstream_failed, ""});
    }
  }

  stream_options options;
  std::shared_ptr<provider_chain> chain;
  retry_plan::time_point now{1h};
};

TEST_F(retry_plan_test, doubles_its_pauses_and_stretches_them_by_chance) {
  options.max_retries = 6;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    auto plan = make(1, seed);
    for (const auto pause : {500ms, 1'000ms, 2'000ms, 4'000ms}) {
      plan.choose(now);
      const auto next = plan.after(failure(ec::upstream_failed), now);
      ASSERT_TRUE(next);
      EXPECT_EQ(next->how, recovery::retry);
      EXPECT_GE(next->pause, pause * 8 / 10);
      EXPECT_LE(next->pause, pause * 12 / 10);
    }
    EXPECT_LE(plan.after(failure(ec::upstream_failed), now)->pause, 6s) << "5 s is the most";
  }
}

TEST_F(retry_plan_test, does_not_stretch_all_pauses_alike) {
  std::set<milliseconds> pauses;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    auto plan = make(1, seed);
    plan.choose(now);
    pauses.insert(plan.after(failure(ec::upstream_failed), now)->pause);
  }
  EXPECT_GT(pauses.size(), 10U);
}

TEST_F(retry_plan_test, tries_again_so_often_then_elsewhere) {
  auto plan = make(2);
  EXPECT_EQ(plan.choose(now)->provider, 0U);
  EXPECT_EQ(plan.after(failure(ec::upstream_unreachable), now)->how, recovery::retry);
  EXPECT_EQ(plan.choose(now)->provider, 0U);
  EXPECT_EQ(plan.after(failure(ec::upstream_unreachable), now)->how, recovery::retry);
  EXPECT_EQ(plan.choose(now)->provider, 0U);
  const auto next = plan.after(failure(ec::upstream_unreachable), now);
  EXPECT_EQ(next->how, recovery::other_provider);
  EXPECT_EQ(next->pause, 0ms);
  EXPECT_EQ(plan.choose(now)->provider, 1U);
}

TEST_F(retry_plan_test, gives_up_when_all_had_their_chance) {
  options.max_retries = 0;
  auto plan = make(2);
  plan.choose(now);
  plan.after(failure(ec::upstream_failed), now);
  plan.choose(now);
  EXPECT_FALSE(plan.after(failure(ec::upstream_failed), now));
  EXPECT_FALSE(plan.choose(now));
}

TEST_F(retry_plan_test, gives_up_when_the_question_is_wrong) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_FALSE(plan.after(failure(ec::chat_failed, {}, false), now));
}

TEST_F(retry_plan_test, leaves_a_refused_account_at_once) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.after(failure(ec::ai_unavailable, {}, false), now)->how, recovery::other_provider);
}

TEST_F(retry_plan_test, asks_again_at_once_with_another_key_but_not_for_ever) {
  auto plan = make(2);
  auto refused = failure(ec::ai_unavailable, {}, false);
  refused.why.other_key = true;
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(plan.choose(now)->provider, 0U);
    const auto next = plan.after(refused, now);
    EXPECT_EQ(next->how, recovery::other_key);
    EXPECT_EQ(next->pause, 0ms);
  }
  plan.choose(now);
  EXPECT_EQ(plan.after(refused, now)->how, recovery::other_provider);
}

TEST_F(retry_plan_test, asks_again_at_once_in_another_form_but_not_for_ever) {
  auto plan = make(2);
  auto refused = failure(ec::chat_failed, {}, false);
  refused.why.other_form = true;
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(plan.choose(now)->provider, 0U);
    const auto next = plan.after(refused, now);
    EXPECT_EQ(next->how, recovery::other_form);
    EXPECT_EQ(next->pause, 0ms);
  }
  plan.choose(now);
  EXPECT_EQ(plan.after(refused, now)->how, recovery::other_provider);
}

TEST_F(retry_plan_test, carries_suspected_members_to_the_same_provider_only) {
  auto plan = make(2);
  EXPECT_TRUE(plan.choose(now)->suspected.empty());
  auto refused = failure(ec::chat_failed, {}, false);
  refused.why.other_form = true;
  refused.why.suspected = {"thinking"};
  for (int i = 0; i < 8; ++i) {
    plan.after(refused, now);
    EXPECT_EQ(plan.choose(now)->suspected, std::set<std::string>{"thinking"});
  }
  EXPECT_EQ(plan.after(refused, now)->how, recovery::other_provider);
  const auto other = plan.choose(now);
  EXPECT_EQ(other->provider, 1U);
  EXPECT_TRUE(other->suspected.empty());
  EXPECT_EQ(plan.after(refused, now)->how, recovery::other_form)
      << "each provider has changes of its own";
  EXPECT_TRUE(make(2).choose(now)->suspected.empty()) << "another answer";
}

TEST_F(retry_plan_test, forgets_suspected_members_when_leaving_them_out_has_not_helped) {
  auto plan = make(1);
  plan.choose(now);
  auto refused = failure(ec::chat_failed, {}, false);
  refused.why.other_form = true;
  refused.why.suspected = {"thinking"};
  plan.after(refused, now);
  EXPECT_FALSE(plan.choose(now)->suspected.empty());
  EXPECT_EQ(plan.after(failure(ec::upstream_failed), now)->how, recovery::retry);
  EXPECT_TRUE(plan.choose(now)->suspected.empty());
}

TEST_F(retry_plan_test, asks_with_half_of_the_history_a_quarter_none_then_elsewhere_with_all) {
  options.max_retries = 0;
  auto plan = make(2);
  std::size_t sent = 8'000;
  EXPECT_FALSE(plan.choose(now)->history_bytes);
  for (const std::size_t allowed : {4'000U, 1'500U, 0U}) {
    const auto next = plan.after(too_long(sent), now);
    EXPECT_EQ(next->how, recovery::shorter_history);
    EXPECT_EQ(next->pause, 0ms);
    const auto chosen = plan.choose(now);
    EXPECT_EQ(chosen->provider, 0U);
    EXPECT_EQ(chosen->history_bytes, allowed);
    // Only whole exchanges are sent.
    sent = 3'000;
  }
  EXPECT_EQ(plan.after(too_long(0), now)->how, recovery::other_provider);
  const auto other = plan.choose(now);
  EXPECT_EQ(other->provider, 1U);
  EXPECT_FALSE(other->history_bytes);
  EXPECT_EQ(plan.after(too_long(8'000), now)->how, recovery::shorter_history);
}

TEST_F(retry_plan_test, gives_up_when_a_question_is_too_long_for_everybody) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.after(too_long(0), now)->how, recovery::other_provider);
  plan.choose(now);
  EXPECT_FALSE(plan.after(too_long(0), now));
}

TEST_F(retry_plan_test, does_not_ask_for_less_and_less_without_end) {
  auto plan = make(1);
  int shortened = 0;
  for (; shortened < 100; ++shortened) {
    plan.choose(now);
    if (!plan.after(too_long(8'000), now)) {
      break;
    }
  }
  EXPECT_EQ(shortened, 3);
}

TEST_F(retry_plan_test, keeps_the_shorter_history_for_a_retry) {
  auto plan = make(1);
  plan.choose(now);
  plan.after(too_long(8'000), now);
  plan.choose(now);
  EXPECT_EQ(plan.after(failure(ec::upstream_failed), now)->how, recovery::retry);
  EXPECT_EQ(plan.choose(now)->history_bytes, 4'000U);
}

TEST_F(retry_plan_test, continues_with_a_shorter_history_where_it_was_too_long) {
  auto plan = make(2);
  plan.choose(now);
  plan.choose_continuation(failure(ec::upstream_failed), now);
  const auto chosen = plan.choose_continuation(too_long(8'000), now);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->provider, 0U);
  EXPECT_EQ(chosen->history_bytes, 4'000U);
}

TEST_F(retry_plan_test, continues_with_a_shorter_history_only_where_the_source_can) {
  auto plan = make(2);
  dynamic_cast<test_support::fake_completion_source&>(*(*chain)[0].source).continues = false;
  plan.choose(now);
  const auto chosen = plan.choose_continuation(too_long(8'000), now);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->provider, 1U);
  EXPECT_FALSE(chosen->history_bytes);
}

TEST_F(retry_plan_test, asks_nothing_twice_behind_the_last_shortening) {
  auto plan = make(2);
  plan.choose(now);
  for (const std::size_t bytes : {8'000, 4'000, 2'000}) {
    const auto chosen = plan.choose_continuation(too_long(bytes), now);
    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->provider, 0U);
  }
  EXPECT_EQ(plan.choose_continuation(too_long(0), now)->provider, 1U);
  EXPECT_FALSE(plan.choose_continuation(failure(ec::upstream_failed), now));
}

TEST_F(retry_plan_test, asks_nobody_to_go_on_who_has_no_room_left) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.choose_continuation(too_long(0), now)->provider, 1U);
}

TEST_F(retry_plan_test, continues_elsewhere_when_the_breaker_has_opened_meanwhile) {
  auto plan = make(2);
  plan.choose(now);
  break_down(0);
  const auto chosen = plan.choose_continuation(too_long(8'000), now);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->provider, 1U);
}

TEST_F(retry_plan_test, continues_in_another_form_but_not_for_ever) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.choose_continuation(failure(ec::upstream_failed), now)->provider, 0U);
  auto refused = failure(ec::chat_failed, {}, false);
  refused.why.other_form = true;
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(plan.choose_continuation(refused, now)->provider, 0U);
  }
  EXPECT_EQ(plan.choose_continuation(refused, now)->provider, 1U);
}

TEST_F(retry_plan_test, waits_as_long_as_it_was_asked_to) {
  auto plan = make(1);
  plan.choose(now);
  EXPECT_EQ(plan.after(failure(ec::upstream_rate_limited, 7s), now)->pause, 7s);
}

TEST_F(retry_plan_test, goes_elsewhere_when_it_was_asked_to_wait_too_long) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.after(failure(ec::upstream_rate_limited, 10'001ms), now)->how,
            recovery::other_provider);
}

TEST_F(retry_plan_test, gives_up_when_it_was_asked_to_wait_too_long_and_nobody_else_is_there) {
  auto plan = make(1);
  plan.choose(now);
  EXPECT_FALSE(plan.after(failure(ec::upstream_rate_limited, 10'001ms), now));
}

TEST_F(retry_plan_test, holds_a_provider_back_that_is_at_its_limit_while_another_can_answer) {
  auto plan = make(2);
  plan.choose(now);
  plan.after(failure(ec::upstream_rate_limited, 60s), now);
  EXPECT_EQ((retry_plan{chain, now + 300s, 2}.choose(now + 9'999ms)->provider), 1U);
  EXPECT_EQ((retry_plan{chain, now + 300s, 2}.choose(now + 10s)->provider), 0U)
      << "no longer than the longest wait";
}

TEST_F(retry_plan_test, asks_a_provider_at_its_limit_when_it_is_the_only_one) {
  auto plan = make(2);
  plan.choose(now);
  plan.after(failure(ec::upstream_rate_limited, 5s), now);
  break_down(1);
  EXPECT_EQ((retry_plan{chain, now + 300s, 2}.choose(now)->provider), 0U);
}

TEST_F(retry_plan_test, goes_elsewhere_at_once_after_silence) {
  auto plan = make(2);
  plan.choose(now);
  auto silence = failure(ec::timed_out);
  silence.clock = alarm::header;
  EXPECT_EQ(plan.after(silence, now)->how, recovery::other_provider);
  EXPECT_EQ(plan.choose(now)->provider, 1U);
  EXPECT_EQ(plan.after(silence, now)->how, recovery::retry) << "the last one gets its retries";
}

TEST_F(retry_plan_test, spends_no_more_on_retries_than_the_header_timeout_if_another_is_there) {
  options.max_retries = 100;
  auto plan = make(2);
  const auto begun = now;
  for (;;) {
    plan.choose(now);
    EXPECT_LE(now + plan.header_timeout(now), begun + 15s);
    const auto next = plan.after(failure(ec::upstream_failed), now);
    ASSERT_TRUE(next);
    if (next->how != recovery::retry) {
      break;
    }
    now += next->pause;
  }
  EXPECT_LE(now, begun + 15s);
  EXPECT_GE(now, begun + 5s);
}

TEST_F(retry_plan_test, does_not_wait_past_the_deadline) {
  chain = nullptr;
  make(1);
  retry_plan plan{chain, now + 5s, 1};
  plan.choose(now);
  EXPECT_FALSE(plan.after(failure(ec::upstream_rate_limited, 5s), now));
}

TEST_F(retry_plan_test, skips_those_whose_breaker_is_open) {
  auto plan = make(3);
  break_down(0);
  break_down(1);
  EXPECT_EQ(plan.choose(now)->provider, 2U);
}

TEST_F(retry_plan_test, does_not_retry_when_the_breaker_has_opened_meanwhile) {
  auto plan = make(2);
  plan.choose(now);
  break_down(0);
  EXPECT_EQ(plan.after(failure(ec::upstream_failed), now)->how, recovery::other_provider);
}

TEST_F(retry_plan_test, says_when_the_first_probe_is_due_if_all_are_open) {
  auto plan = make(2);
  EXPECT_FALSE(plan.next_probe(now));
  break_down(0);
  now += 4s;
  break_down(1);
  EXPECT_FALSE(plan.choose(now));
  EXPECT_GE(*plan.next_probe(now), 6s);
  EXPECT_LE(*plan.next_probe(now), 8s);
}

TEST_F(retry_plan_test, continues_where_it_broke_then_elsewhere_each_once) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.choose_continuation(failure(ec::upstream_failed), now)->provider, 0U);
  EXPECT_EQ(plan.choose_continuation(failure(ec::upstream_failed), now)->provider, 1U);
  EXPECT_FALSE(plan.choose_continuation(failure(ec::upstream_failed), now));
}

TEST_F(retry_plan_test, continues_elsewhere_after_silence_if_there_is_anybody) {
  auto plan = make(2);
  plan.choose(now);
  EXPECT_EQ(plan.choose_continuation(silence(), now)->provider, 1U);
  auto alone = make(1);
  alone.choose(now);
  EXPECT_EQ(alone.choose_continuation(silence(), now)->provider, 0U);
}

TEST_F(retry_plan_test, continues_only_with_those_that_can) {
  auto plan = make(3);
  for (const std::size_t i : {0U, 1U}) {
    dynamic_cast<test_support::fake_completion_source&>(*(*chain)[i].source).continues = false;
  }
  plan.choose(now);
  EXPECT_EQ(plan.choose_continuation(failure(ec::upstream_failed), now)->provider, 2U);
}

}  // namespace
}  // namespace aurawell
