#include "actors/pool/advice_worker.hpp"

#include <gmock/gmock.h>

#include "domain/prompt/prompt.hpp"
#include "tests/actors/pool/pool_fixture.hpp"

namespace aurawell::actors {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const member_key mother{{"ann"}, {"mother"}};

class advice_worker_test : public pool_test {
 protected:
  advice_worker_test() {
    options.max_streams = 1'000;
    options.per_user = 1'000;
  }

  void ask(std::string text, chat_kind kind = chat_kind::health,
           std::vector<context_fact> context = {}) {
    auto job = std::make_shared<advice_job>();
    job->session = session;
    job->number = ++asked_;
    job->key = {{"ann"}, {"mother"}, {"c"}};
    job->request = {"r" + std::to_string(asked_)};
    job->question.kind = kind;
    job->question.lang = language::en;
    job->question.user = {"ann"};
    job->question.member = {"mother"};
    job->question.text = std::move(text);
    job->question.context = std::move(context);
    job->earlier = earlier;
    if (!pool) {
      open();
    }
    caf::anon_send(pool, ask_atom::value, advice_job_ptr{job});
    run();
  }

  const completion_request& sent() { return source->last().request; }

  /// The opening before the provider's text. The provider sends no text.
  std::string opening() const { return test_support::state_of(session).text; }

  void know(health::profile values) {
    store->people.profiles = {{mother, {std::move(values), std::chrono::system_clock::now()}}};
  }

 private:
  ticket asked_ = 0;
};

TEST_F(advice_worker_test, gives_the_stored_profile_to_prompt_and_coach) {
  know({.age_years = 61, .height_cm = 162, .medical_conditions = {"asthma"}});
  store->people.samples = {
      {mother, {sample_kind::sleep_minutes, 390, std::chrono::system_clock::now(), "watch"}}};
  ask("hello");
  EXPECT_THAT(sent().messages.front().text,
              HasSubstr("<context>\nage: 61\nheight_cm: 162\nmedical_conditions: asthma\n"));
  EXPECT_EQ(sent().messages.back().text,
            "<context>\nlast measured sleep_hours: 6.5\n</context>\n\nhello");
  EXPECT_EQ(sent().question.known.age_years, 61);
  EXPECT_EQ(sent().question.known.sleep_hours, 6.5);
}

TEST_F(advice_worker_test, takes_unopened_thoughts_out_of_the_past_where_a_model_may_leave_some) {
  store->history = {{"earlier?", "hm\n</think>\nyes."}};
  ask("hello");
  EXPECT_EQ(sent().messages[2].text, "hm\n\nyes.");
  source->thinks_unopened = true;
  ask("hello again");
  EXPECT_EQ(sent().messages[2].text, "\nyes.");
}

TEST_F(advice_worker_test, remembers_a_conversation_of_the_store) {
  ask("my chest hurts");
  store->history = {{"my chest hurts", "I see."}};
  ask("and my left arm is numb");
  const auto status = surroundings.memory->status();
  EXPECT_EQ(status.conversations, 1U);
  EXPECT_EQ(status.hits, 1U);
  EXPECT_EQ(status.misses, 1U);
  const auto kept = surroundings.memory->find({{"ann"}, {"mother"}, {"c"}});
  ASSERT_NE(kept, nullptr);
  ASSERT_EQ(kept->told.size(), 1U);
  EXPECT_EQ(kept->told.front()->text, "my chest hurts");
  EXPECT_EQ(kept->steps.size(), 1U);
  EXPECT_EQ(kept->exchanges.size(), 1U);
}

TEST_F(advice_worker_test, remembers_no_texts_that_came_with_a_question) {
  ask("hello");
  earlier = std::vector<past_exchange>{{"I took 40 pills", "Call now."}};
  ask("and now?");
  EXPECT_EQ(sent().messages[1].text, "I took 40 pills");
  EXPECT_EQ(surroundings.memory->status().hits, 0U);
  const auto kept = surroundings.memory->find({{"ann"}, {"mother"}, {"c"}});
  ASSERT_NE(kept, nullptr);
  EXPECT_TRUE(kept->told.empty());
  EXPECT_TRUE(kept->steps.empty());
  EXPECT_TRUE(kept->exchanges.empty());
}

TEST_F(advice_worker_test, reads_no_other_member) {
  store->people.profiles = {{{{"ann"}, {"ann"}}, {{.age_years = 33}, {}}},
                            {{{"bob"}, {"mother"}}, {{.age_years = 44}, {}}}};
  ask("hello");
  EXPECT_EQ(sent().question.known, health::profile{});
  EXPECT_EQ(store->people.profile_reads, std::vector<member_key>{mother});
}

TEST_F(advice_worker_test, gives_a_general_chat_no_profile) {
  know({.age_years = 61, .weight_kg = 80, .medical_conditions = {"asthma"}});
  ask("hello", chat_kind::general);
  EXPECT_EQ(sent().question.known, health::profile{});
  EXPECT_THAT(sent().messages.front().text, Not(HasSubstr("asthma")));
  EXPECT_EQ(sent().messages.back().text, "hello");
}

TEST_F(advice_worker_test, protects_a_minor_in_a_general_chat_too) {
  know({.age_years = 12, .weight_kg = 80});
  ask("hello", chat_kind::general);
  EXPECT_EQ(sent().question.known, (health::profile{.age_years = 12}));
  EXPECT_THAT(sent().messages.front().text, Not(HasSubstr("12")));
}

TEST_F(advice_worker_test, answers_without_a_profile_that_cannot_be_read) {
  store->history = {{"earlier?", "yes."}};
  store->people.fail_reads = true;
  ask("hello");
  EXPECT_EQ(sent().messages.size(), 4U);
  EXPECT_EQ(sent().question.known, health::profile{});
}

TEST_F(advice_worker_test, answers_with_the_profile_when_the_history_cannot_be_read) {
  know({.age_years = 61});
  store->fail_reads = true;
  ask("hello");
  EXPECT_EQ(sent().messages.size(), 2U);
  EXPECT_EQ(sent().question.known.age_years, 61);
}

TEST_F(advice_worker_test, keeps_the_level_that_the_conversation_once_reached) {
  store->reached = safety_level::emergency;
  store->history.assign(200, {"what about breakfast", "porridge"});
  ask("and dinner?");
  const auto& screened = test_support::state_of(session).screened;
  ASSERT_EQ(screened.size(), 1U);
  const answer_safety expected{safety_level::emergency, safety::region::unknown,
                               safety_level::routine};
  EXPECT_EQ(screened[0].second, expected);
}

TEST_F(advice_worker_test, counts_what_the_question_itself_says) {
  store->reached = safety_level::emergency;
  ask("and dinner?");
  ask("I want to kill myself");
  EXPECT_EQ(telemetry->screened, (std::map<safety_level, int>{{safety_level::routine, 1},
                                                              {safety_level::emergency, 1}}));
}

TEST_F(advice_worker_test, names_the_numbers_of_the_region_that_is_set) {
  user_region = safety::region::european_union;
  ask("crushing chest pain spreading to my arm, sweating");
  EXPECT_THAT(opening(), HasSubstr("**112**"));
  EXPECT_THAT(opening(), Not(HasSubstr("911")));
}

TEST_F(advice_worker_test, names_the_numbers_of_the_region_in_the_context) {
  user_region = safety::region::european_union;
  ask("crushing chest pain spreading to my arm, sweating", chat_kind::health,
      {{"region", std::string{"us"}}});
  EXPECT_THAT(opening(), HasSubstr("**911**"));
  EXPECT_THAT(opening(), Not(HasSubstr("112")));
  const auto& screened = test_support::state_of(session).screened;
  ASSERT_EQ(screened.size(), 1U);
  EXPECT_EQ(screened[0].second.user_region, safety::region::united_states);
}

TEST_F(advice_worker_test, takes_the_age_of_a_baby_from_its_profile) {
  know({.age_years = 0});
  ask("fever since this morning");
  EXPECT_THAT(opening(), HasSubstr("A fever under three months is an emergency"));
}

TEST_F(advice_worker_test, tells_a_minor_to_find_an_adult) {
  know({.age_years = 15});
  ask("I want to kill myself");
  EXPECT_THAT(opening(), HasSubstr("Tell an adult you trust right now"));
}

TEST_F(advice_worker_test, says_of_what_is_urgent_when_to_be_seen) {
  user_region = safety::region::united_states;
  ask("there is blood in my urine since this morning");
  EXPECT_THAT(opening(), HasSubstr("### A doctor should see this today"));
  EXPECT_THAT(opening(), HasSubstr("**911**"));
}

TEST_F(advice_worker_test, tells_the_model_what_the_screen_found) {
  ask("hello");
  EXPECT_EQ(sent().messages.back().text, "hello");
  ask("I want to kill myself");
  EXPECT_THAT(sent().messages.back().text, HasSubstr("<safety>\n"));
  EXPECT_THAT(sent().messages.back().text, HasSubstr("Level: emergency"));
  EXPECT_THAT(sent().messages.back().text, HasSubstr("</safety>\n\nI want to kill myself"));
}

TEST_F(advice_worker_test, joins_a_complaint_with_those_before_it) {
  store->history = {{"my baby has a fever", "how old is she?"}};
  ask("she is 5 weeks old");
  EXPECT_THAT(opening(), HasSubstr("A fever under three months is an emergency"));
}

TEST_F(advice_worker_test, screens_questions_that_have_no_answer_yet) {
  store->unanswered = {"my baby has a fever", "she is 5 weeks old"};
  ask("she is 5 weeks old");
  EXPECT_THAT(opening(), HasSubstr("A fever under three months is an emergency"));
  EXPECT_EQ(sent().messages.size(), 2U) << "the prompt has no place for them";
}

// Prompts of a conversation that exceeds every bound, as a provider's prefix cache sees them.
TEST_F(advice_worker_test, keeps_the_beginning_of_prompts_while_the_window_slides) {
  options.history_exchanges = 8;
  know({.age_years = 61, .weight_kg = 70});
  std::string before;
  int changes = 0;
  for (int i = 0; i < 120; ++i) {
    ask("question " + std::to_string(i));
    std::string bytes;
    const auto& messages = sent().messages;
    for (std::size_t at = 0; at + 1 < messages.size(); ++at) {
      bytes += messages[at].text + '\n';
    }
    ASSERT_LE(messages.size(), 2U * 8U + 2U);
    changes += bytes.starts_with(before) ? 0 : 1;
    before = bytes;
    store->history.push_back({"question " + std::to_string(i), "answer " + std::to_string(i)});
  }
  EXPECT_GT(changes, 10);
  EXPECT_LE(changes, 120 / 4);
}

}  // namespace
}  // namespace aurawell::actors
