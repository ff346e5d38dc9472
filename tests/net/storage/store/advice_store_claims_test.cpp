// Terms of questions, and who runs them.

#include <gmock/gmock.h>

#include "domain/ports/account_store.hpp"
#include "tests/net/storage/store/advice_store_contract.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

question_record question_with_job(const std::string& request) {
  auto asked = question(request, "asked");
  asked.session = {"s1"};
  question_job job;
  job.lang = language::en;
  job.context = {{"age", 41.0}, {"note", std::string{"a\0b", 3}}};
  job.earlier = std::vector{past_exchange{"earlier", "answered"}};
  job.wants_reasoning = true;
  asked.job = std::make_shared<const question_job>(job);
  return asked;
}

progress_record progress_of_term(const std::string& request, const std::string& text,
                                 run_term term) {
  return {key_of().user, {request}, text, {}, term};
}

answer_record answer_of_term(const std::string& request, const std::string& text, run_term term) {
  auto record = answer(request, text);
  record.term = term;
  return record;
}

std::vector<std::string> requests_of(const std::vector<claimed_question>& claimed) {
  std::vector<std::string> names;
  for (const auto& one : claimed) {
    names.push_back(one.exchange.request.value);
  }
  return names;
}

TYPED_TEST(advice_store_contract, a_question_begins_with_the_first_term) {
  ASSERT_FALSE(this->store().save_question(question("r1", "asked")).value());
  EXPECT_EQ(this->store().find_exchange({"u1"}, {"r1"}).value()->term, first_term);
  EXPECT_EQ(this->store().save_question(question("r1", "asked")).value()->term, first_term);
}

TYPED_TEST(advice_store_contract, the_present_term_writes) {
  ASSERT_TRUE(this->store().save_question(question_with_job("r1")));
  EXPECT_TRUE(this->store().save_progress(progress_of_term("r1", "half", 1)));
  EXPECT_EQ(*this->store().find_exchange({"u1"}, {"r1"}).value()->summary.text, "half");
  EXPECT_TRUE(this->store().save_answer(answer_of_term("r1", "whole", 1)));
  EXPECT_TRUE(this->store().save_answer(answer_of_term("r1", "whole again", 1)));
  EXPECT_EQ(*this->store().find_exchange({"u1"}, {"r1"}).value()->summary.text, "whole again");
  EXPECT_TRUE(this->store().save_progress(progress_of_term("r1", "late", 1)));
  EXPECT_EQ(*this->store().find_exchange({"u1"}, {"r1"}).value()->summary.text, "whole again");
}

TYPED_TEST(advice_store_contract, another_term_writes_nothing_and_learns_that) {
  auto& store = this->store();
  ASSERT_TRUE(store.save_question(question_with_job("r1")));
  ASSERT_THAT(store.claim_running({}).value(), SizeIs(1));
  for (const run_term other : {1, 3}) {
    EXPECT_EQ(store.save_progress(progress_of_term("r1", "stale", other)).failure().code,
              ec::answered_elsewhere);
    EXPECT_EQ(store.save_answer(answer_of_term("r1", "stale", other)).failure().code,
              ec::answered_elsewhere);
  }
  EXPECT_FALSE(store.find_exchange({"u1"}, {"r1"}).value()->status);
  EXPECT_EQ(*store.find_exchange({"u1"}, {"r1"}).value()->summary.text, "");
  ASSERT_TRUE(store.save_answer(answer_of_term("r1", "whole", 2)));
  EXPECT_EQ(store.save_answer(answer_of_term("r1", "stale", 1)).failure().code,
            ec::answered_elsewhere);
  EXPECT_EQ(store.save_progress(progress_of_term("r1", "stale", 1)).failure().code,
            ec::answered_elsewhere)
      << "also after the end";
  EXPECT_EQ(*store.find_exchange({"u1"}, {"r1"}).value()->summary.text, "whole");
}

TYPED_TEST(advice_store_contract, a_write_without_a_term_is_not_compared) {
  auto& store = this->store();
  ASSERT_TRUE(store.save_question(question_with_job("r1")));
  ASSERT_THAT(store.claim_running({}).value(), SizeIs(1));
  EXPECT_TRUE(store.save_progress(progress_of_term("r1", "half", no_term)));
  EXPECT_TRUE(store.save_answer(answer_of_term("r1", "whole", no_term)));
  EXPECT_EQ(*store.find_exchange({"u1"}, {"r1"}).value()->summary.text, "whole");
}

TYPED_TEST(advice_store_contract, a_group_compares_terms_too) {
  auto& store = this->store();
  ASSERT_TRUE(store.save_question(question_with_job("r1")));
  ASSERT_THAT(store.claim_running({}).value(), SizeIs(1));
  const std::vector<spooled_write> writes{
      progress_of_term("r1", "stale", 1), question("r2", "asked"),
      progress_of_term("r2", "of no such claim", 2), answer_of_term("r2", "of no such claim", 2),
      answer_of_term("r1", "whole", 2)};
  std::vector<const spooled_write*> views;
  for (const auto& write : writes) {
    views.push_back(&write);
  }
  ASSERT_TRUE(store.begin());
  const auto saved = store.save_all(views).value();
  ASSERT_TRUE(store.commit());
  ASSERT_TRUE(!saved[0] && !saved[2] && !saved[3]);
  EXPECT_EQ(saved[0].failure().code, ec::answered_elsewhere);
  EXPECT_TRUE(saved[1]);
  EXPECT_EQ(saved[2].failure().code, ec::answered_elsewhere);
  EXPECT_EQ(saved[3].failure().code, ec::answered_elsewhere);
  EXPECT_TRUE(saved[4]);
  EXPECT_EQ(*store.find_exchange({"u1"}, {"r1"}).value()->summary.text, "whole");
  EXPECT_EQ(*store.find_exchange({"u1"}, {"r2"}).value()->summary.text, "");
}

TYPED_TEST(advice_store_contract, a_claim_returns_what_is_needed_to_go_on) {
  auto& store = this->store();
  const auto asked = question_with_job("r1");
  ASSERT_TRUE(store.save_question(asked));
  auto grown = progress_of_term("r1", "half", 1);
  grown.safety = answer_safety{safety_level::urgent};
  ASSERT_TRUE(store.save_progress(grown));
  EXPECT_THAT(store.list_runners().value(), ElementsAre(""));
  const auto claimed = store.claim_running({}).value();
  ASSERT_THAT(claimed, SizeIs(1));
  const auto& one = claimed.front();
  EXPECT_EQ(one.key, asked.key);
  EXPECT_EQ(one.asker.value, "u1");
  EXPECT_EQ(one.session.value, "s1");
  EXPECT_EQ(one.exchange.request.value, "r1");
  EXPECT_EQ(one.exchange.kind, asked.kind);
  EXPECT_EQ(one.exchange.question, "asked");
  EXPECT_EQ(*one.exchange.summary.text, "half");
  EXPECT_EQ(one.exchange.summary.safety, grown.safety);
  EXPECT_EQ(one.exchange.term, 2);
  EXPECT_FALSE(one.exchange.status);
  ASSERT_TRUE(one.job) << one.job.failure().detail;
  EXPECT_EQ(*one.job, *asked.job);
  EXPECT_EQ(store.find_exchange({"u1"}, {"r1"}).value()->term, 2);
}

TYPED_TEST(advice_store_contract, a_claim_has_a_limit_and_begins_with_the_oldest) {
  auto& store = this->store();
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(store.save_question(question("r" + std::to_string(i), "asked")));
  }
  ASSERT_TRUE(store.save_answer(answer("r1", "done")));
  EXPECT_THAT(requests_of(store.claim_running({"", 3}).value()), ElementsAre("r0", "r2", "r3"));
  EXPECT_THAT(store.claim_running({"of no process", 3}).value(), IsEmpty());
  EXPECT_THAT(store.claim_running({"", 0}).value(), IsEmpty());
}

TYPED_TEST(advice_store_contract, a_claim_of_a_batch_is_undone_with_it) {
  auto& store = this->store();
  ASSERT_TRUE(store.save_question(question("r1", "asked")));
  ASSERT_TRUE(store.begin());
  EXPECT_THAT(store.claim_running({}).value(), SizeIs(1));
  store.roll_back();
  EXPECT_EQ(store.find_exchange({"u1"}, {"r1"}).value()->term, first_term);
}

TYPED_TEST(advice_store_contract, without_a_job_a_question_can_be_claimed_and_not_asked_again) {
  ASSERT_TRUE(this->store().save_question(question("r1", "asked")));
  const auto claimed = this->store().claim_running({}).value();
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_EQ(claimed.front().job.failure().code, ec::request_not_found);
}

TYPED_TEST(advice_store_contract, a_job_that_is_too_long_does_not_prevent_its_question) {
  auto asked = question_with_job("r1");
  question_job job;
  job.context = {{"k", std::string(most_job_bytes, 'x')}};
  asked.job = std::make_shared<const question_job>(job);
  ASSERT_TRUE(this->store().save_question(asked));
  EXPECT_FALSE(this->store().claim_running({}).value().front().job);
}

TYPED_TEST(advice_store_contract, an_erased_asker_leaves_no_job) {
  auto& store = this->store();
  auto asked = question_with_job("r1");
  asked.asked_by = {"u2"};
  ASSERT_TRUE(store.save_question(asked));
  ASSERT_TRUE(store.accounts().erase_account({"u2"}, wall_time{std::chrono::hours{1}}));
  const auto claimed = store.claim_running({}).value();
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_FALSE(claimed.front().job);
}

}  // namespace
}  // namespace aurawell::net
