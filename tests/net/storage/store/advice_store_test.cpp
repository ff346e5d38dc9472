// What every backend owes to its callers.
#include "domain/ports/advice_store.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <random>
#include <stdexcept>

#include "net/storage/store/sqlite_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::IsEmpty;

struct memory_backend {
  std::unique_ptr<sqlite_store> store = sqlite_store::open_in_memory().value();
  advice_store& get() { return *store; }
};

struct sqlite_backend {
  test_support::temp_folder folder;
  std::unique_ptr<sqlite_store> store =
      sqlite_store::open((folder / "store.db").string(), {.url = {}, .sync_to_disk = false})
          .value();
  advice_store& get() { return *store; }
};

template <class Backend>
class advice_store_contract : public testing::Test {
 protected:
  advice_store& store() { return backend_.get(); }

  void exchange(const std::string& request, const std::string& asked, const std::string& answered,
                const conversation_key& key = key_of()) {
    ASSERT_TRUE(store().save_question(question(request, asked, key)));
    ASSERT_TRUE(store().save_answer(answer(request, answered, key)));
  }

  void half(const std::string& request, const std::string& asked, const std::string& answered,
            request_status status) {
    ASSERT_TRUE(store().save_question(question(request, asked)));
    auto record = answer(request, answered);
    record.status = status;
    ASSERT_TRUE(store().save_answer(record));
  }

  std::vector<past_exchange> history(const history_query& query = {key_of()}) {
    auto loaded = store().load_past(query);
    EXPECT_TRUE(loaded);
    return loaded ? loaded->exchanges : std::vector<past_exchange>{};
  }

 private:
  Backend backend_;
};

using backends = testing::Types<memory_backend, sqlite_backend>;
TYPED_TEST_SUITE(advice_store_contract, backends);

TYPED_TEST(advice_store_contract, an_unknown_conversation_has_no_history) {
  EXPECT_THAT(this->history(), IsEmpty());
}

TYPED_TEST(advice_store_contract, gives_exchanges_oldest_first) {
  this->exchange("r2", "first", "one");
  this->exchange("r1", "second", "two");
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"first", "one"}, past_exchange{"second", "two"}));
}

TYPED_TEST(advice_store_contract, orders_by_the_question_and_not_by_the_answer) {
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  this->exchange("r2", "second", "two");
  ASSERT_TRUE(this->store().save_answer(answer("r1", "one")));
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"first", "one"}, past_exchange{"second", "two"}));
}

TYPED_TEST(advice_store_contract, leaves_out_questions_without_an_answer_text) {
  ASSERT_TRUE(this->store().save_question(question("r1", "running")));
  this->exchange("r2", "failed", "");
  this->exchange("r3", "answered", "text");
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"answered", "text"}));
  const auto past = this->store().load_past({key_of()});
  ASSERT_TRUE(past);
  EXPECT_THAT(past->unanswered, ElementsAre("running", "failed"));
}

TYPED_TEST(advice_store_contract, keeps_the_newest_within_the_count) {
  for (int i = 0; i < 5; ++i) {
    this->exchange("r" + std::to_string(i), "q" + std::to_string(i), "a");
  }
  EXPECT_THAT(this->history({key_of(), 2}),
              ElementsAre(past_exchange{"q3", "a"}, past_exchange{"q4", "a"}));
  EXPECT_THAT(this->history({key_of(), 0}), IsEmpty());
  EXPECT_EQ(this->history({key_of(), std::numeric_limits<std::size_t>::max()}).size(), 5u);
}

TYPED_TEST(advice_store_contract, keeps_the_newest_within_the_bytes) {
  this->exchange("r1", "1", "1");
  this->exchange("r2", "22", "22");
  this->exchange("r3", "333", "333");
  EXPECT_THAT(this->history({key_of(), 20, 10}),
              ElementsAre(past_exchange{"22", "22"}, past_exchange{"333", "333"}));
  EXPECT_THAT(this->history({key_of(), 20, 9}), ElementsAre(past_exchange{"333", "333"}));
  EXPECT_THAT(this->history({key_of(), 20, 5}), IsEmpty());
}

TYPED_TEST(advice_store_contract, leaves_out_a_half_answer_whose_question_is_asked_again) {
  this->exchange("r1", "other", "whole");
  this->half("r2", "again", "half", request_status::incomplete);
  this->half("r3", "again", "half too", request_status::cancelled);
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"other", "whole"}, past_exchange{"again", "half too"}));
  // The third try runs.
  ASSERT_TRUE(this->store().save_question(question("r4", "again")));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"other", "whole"}));
  EXPECT_THAT(this->history({key_of(), 1}), ElementsAre(past_exchange{"other", "whole"}));
  // They stay left out when that has brought a whole answer.
  ASSERT_TRUE(this->store().save_answer(answer("r4", "whole")));
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"other", "whole"}, past_exchange{"again", "whole"}));
  // A whole answer is no half one, however often its question is asked.
  this->exchange("r5", "again", "whole too");
  EXPECT_EQ(this->history().size(), 3u);
}

TYPED_TEST(advice_store_contract, keeps_half_answers_that_are_continued_in_the_same_words) {
  this->half("r1", "plan", "part 1", request_status::incomplete);
  this->half("r2", "go on", "part 2", request_status::cancelled);
  ASSERT_TRUE(this->store().save_question(question("r3", "go on")));
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"plan", "part 1"}, past_exchange{"go on", "part 2"}));
}

TYPED_TEST(advice_store_contract, looks_behind_repeats_no_further_than_four_times_the_count) {
  this->exchange("first", "other", "whole");
  for (int i = 0; i < 7; ++i) {
    this->half("r" + std::to_string(i), "again", "half", request_status::cancelled);
  }
  ASSERT_TRUE(this->store().save_question(question("running", "again")));
  EXPECT_THAT(this->history({key_of(), 2}), IsEmpty());
  EXPECT_EQ(this->store().load_past({key_of(), 2})->older, 8u);
  EXPECT_THAT(this->history({key_of(), 3}), ElementsAre(past_exchange{"other", "whole"}));
}

TYPED_TEST(advice_store_contract, says_how_many_exchanges_come_before_the_history) {
  EXPECT_EQ(this->store().load_past({key_of()})->older, 0u);
  for (int i = 0; i < 5; ++i) {
    this->exchange("r" + std::to_string(i), "q", "a");
  }
  this->exchange("failed", "q", "");
  ASSERT_TRUE(this->store().save_question(question("running", "q")));
  EXPECT_EQ(this->store().load_past({key_of()})->older, 0u);
  EXPECT_EQ(this->store().load_past({key_of(), 2})->older, 3u);
  EXPECT_EQ(this->store().load_past({key_of(), 20, 3})->older, 4u);
  EXPECT_EQ(this->store().load_past({key_of(), 0})->older, 5u);
}

TYPED_TEST(advice_store_contract, remembers_the_highest_level_of_a_conversation) {
  const auto screened = [this](const std::string& request, safety_level level, std::string text,
                               const conversation_key& key = key_of()) {
    ASSERT_TRUE(this->store().save_question(question(request, "q", key)));
    auto ended = answer(request, std::move(text), key);
    ended.summary.safety = answer_safety{level};
    ASSERT_TRUE(this->store().save_answer(ended));
  };
  const auto reached = [this] { return this->store().load_past({key_of(), 3})->reached; };
  EXPECT_EQ(reached(), safety_level::routine);
  screened("r1", safety_level::see_doctor, "a");
  EXPECT_EQ(reached(), safety_level::see_doctor);
  screened("r2", safety_level::emergency, "");  // the provider failed
  screened("r3", safety_level::urgent, "a");
  screened("other", safety_level::emergency, "a", key_of("u1", "m2"));
  EXPECT_EQ(reached(), safety_level::emergency);
  for (int i = 0; i < 200; ++i) {
    screened("later" + std::to_string(i), safety_level::routine, "a");
  }
  EXPECT_EQ(reached(), safety_level::emergency);
  EXPECT_EQ(this->store().load_past({key_of("u1", "m3")})->reached, safety_level::routine);
}

TYPED_TEST(advice_store_contract, a_question_saved_again_keeps_the_first) {
  this->exchange("r1", "asked", "answered");
  ASSERT_TRUE(this->store().save_question(question("r1", "asked again")));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "answered"}));
}

TYPED_TEST(advice_store_contract, a_request_name_is_one_question_in_all_conversations) {
  this->exchange("r1", "asked", "answered");
  const auto other = key_of("u1", "m1", "c2");
  this->exchange("r2", "asked there", "answered there", other);
  ASSERT_TRUE(this->store().save_question(question("r1", "asked again there", other)));
  EXPECT_FALSE(this->store().save_answer(answer("r1", "wrong place", other)));
  EXPECT_THAT(this->history({other}), ElementsAre(past_exchange{"asked there", "answered there"}));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "answered"}));
}

TYPED_TEST(advice_store_contract, two_users_may_choose_the_same_request_name) {
  this->exchange("r1", "mine", "a");
  this->exchange("r1", "yours", "b", key_of("u2"));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"mine", "a"}));
  EXPECT_THAT(this->history({key_of("u2")}), ElementsAre(past_exchange{"yours", "b"}));
}

TYPED_TEST(advice_store_contract, user_member_and_conversation_each_keep_apart) {
  this->exchange("r1", "q", "a");
  this->exchange("r2", "member", "b", key_of("u1", "m2", "c1"));
  this->exchange("r3", "conversation", "c", key_of("u1", "m1", "c2"));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"q", "a"}));
  EXPECT_THAT(this->history({key_of("u2", "m1", "c1")}), IsEmpty());
}

TYPED_TEST(advice_store_contract, an_answer_needs_its_question) {
  const auto nothing_saved = this->store().save_answer(answer("r1", "text"));
  ASSERT_FALSE(nothing_saved);
  EXPECT_EQ(nothing_saved.failure().code, ec::request_not_found);

  ASSERT_TRUE(this->store().save_question(question("r1", "asked")));
  EXPECT_FALSE(this->store().save_answer(answer("r2", "text")));
  EXPECT_FALSE(this->store().save_answer(answer("r1", "text", key_of("u2"))));
  EXPECT_THAT(this->history(), IsEmpty());
}

TYPED_TEST(advice_store_contract, a_second_answer_replaces_the_first) {
  this->exchange("r1", "asked", "partial");
  ASSERT_TRUE(this->store().save_answer(answer("r1", "whole")));
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "whole"}));
}

TYPED_TEST(advice_store_contract, a_batch_holds_questions_and_answers) {
  ASSERT_TRUE(this->store().begin());
  this->exchange("r1", "asked", "answered");
  ASSERT_TRUE(this->store().commit());
  ASSERT_TRUE(this->store().begin());
  ASSERT_TRUE(this->store().commit());
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"asked", "answered"}));
}

TYPED_TEST(advice_store_contract, begins_anew_after_a_batch_that_nobody_ended) {
  ASSERT_TRUE(this->store().begin());
  this->exchange("r1", "undone", "a");
  this->store().roll_back();
  EXPECT_THAT(this->history(), IsEmpty());
  ASSERT_TRUE(this->store().begin());
  this->exchange("r2", "kept", "b");
  ASSERT_TRUE(this->store().commit());
  this->store().roll_back();
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"kept", "b"}));
}

TYPED_TEST(advice_store_contract, begins_anew_after_a_call_that_threw) {
  ASSERT_TRUE(this->store().begin());
  const auto throwing = [&]() -> result<void> {
    this->exchange("r1", "undone", "a");
    throw std::runtime_error{"as the test wished"};
  };
  EXPECT_THROW(static_cast<void>(this->store().together(throwing)), std::runtime_error);
  this->store().roll_back();
  ASSERT_TRUE(this->store().begin());
  ASSERT_TRUE(this->store().commit());
  EXPECT_THAT(this->history(), IsEmpty());
}

TYPED_TEST(advice_store_contract, a_failed_call_in_a_batch_undoes_only_itself) {
  ASSERT_TRUE(this->store().begin());
  this->exchange("r1", "before", "a");
  EXPECT_FALSE(this->store().save_answer(answer("nobody asked", "text")));
  this->exchange("r2", "after", "b");
  ASSERT_TRUE(this->store().commit());
  EXPECT_THAT(this->history(),
              ElementsAre(past_exchange{"before", "a"}, past_exchange{"after", "b"}));
}

TYPED_TEST(advice_store_contract, any_text_comes_back_byte_for_byte) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  std::string every_byte;
  for (int i = 0; i < 4096; ++i) {
    every_byte.push_back(static_cast<char>(random() % 256));
  }
  using namespace std::string_literals;
  const std::string texts[] = {
      "\0"s,          "a\0b\0"s,  "最近总是很累 😴",         "'; DROP TABLE exchanges; --",
      "\xff\xfe\x80", every_byte, std::string(200'000, 'x')};
  int number = 0;
  for (const auto& text : texts) {
    const auto name = std::to_string(number++);
    const auto key = key_of("u", "m", "c" + name);
    this->exchange("r" + name, text, text, key);
    EXPECT_THAT(this->history({key, 1, 1'000'000}), ElementsAre(past_exchange{text, text}));
  }
}

TYPED_TEST(advice_store_contract, an_empty_question_is_a_question) {
  this->exchange("r1", "", "answer");
  EXPECT_THAT(this->history(), ElementsAre(past_exchange{"", "answer"}));
}

TYPED_TEST(advice_store_contract, gives_back_the_exchange_that_has_the_name_already) {
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  auto running = this->store().save_question(question("r1", "second", key_of("u1", "m1", "c2")));
  ASSERT_TRUE(running);
  ASSERT_TRUE(running->has_value());
  EXPECT_EQ((*running)->question, "first");
  EXPECT_EQ((*running)->conversation.value, "c1");
  EXPECT_FALSE((*running)->status);
  ASSERT_TRUE(this->store().save_answer(answer("r1", "one")));
  auto ended = this->store().save_question(question("r1", "third"));
  ASSERT_TRUE(ended && ended->has_value());
  EXPECT_EQ((*ended)->status, request_status::done);
  EXPECT_EQ(*(*ended)->summary.text, "one");
  auto other = this->store().save_question(question("r1", "mine", key_of("u2")));
  ASSERT_TRUE(other);
  EXPECT_FALSE(other->has_value());
}

TYPED_TEST(advice_store_contract, keeps_everything_about_an_answer) {
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  auto full = answer("r1", "one");
  full.status = request_status::error;
  full.failure = ec::upstream_failed;
  full.summary.usage = token_usage{1, 2, 3, 4, std::nullopt, true};
  full.summary.model = "m";
  full.summary.provider = "p";
  full.summary.finish_reason = "stop";
  full.summary.first_token = std::chrono::milliseconds{5};
  full.summary.duration = std::chrono::milliseconds{6};
  full.summary.safety =
      answer_safety{safety_level::urgent, safety::region::european_union, safety_level::routine};
  ASSERT_TRUE(this->store().save_answer(full));
  const auto known = *this->store().save_question(question("r1", "again"))->operator->();
  EXPECT_EQ(known.failure, ec::upstream_failed);
  EXPECT_EQ(known.summary.usage, full.summary.usage);
  EXPECT_EQ(known.summary.model, "m");
  EXPECT_EQ(known.summary.provider, "p");
  EXPECT_EQ(known.summary.finish_reason, "stop");
  EXPECT_EQ(known.summary.first_token, full.summary.first_token);
  EXPECT_EQ(known.summary.duration, full.summary.duration);
  EXPECT_EQ(known.summary.safety, full.summary.safety);
  EXPECT_EQ(known.answered_at, full.answered_at);
}

TYPED_TEST(advice_store_contract, keeps_what_the_screen_found_of_an_answer_that_nobody_ended) {
  const answer_safety found{safety_level::emergency, safety::region::china, safety_level::urgent};
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  ASSERT_TRUE(this->store().save_progress({{"u1"}, {"r1"}, "half", found}));
  ASSERT_TRUE(this->store().close_interrupted({}));
  const auto known = *this->store().save_question(question("r1", "again"))->operator->();
  EXPECT_EQ(known.status, request_status::incomplete);
  EXPECT_EQ(known.summary.safety, found);
  EXPECT_EQ(this->store().load_past({key_of()})->reached, safety_level::emergency);
}

TYPED_TEST(advice_store_contract, closes_what_was_under_way_with_the_text_that_was_saved) {
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  ASSERT_TRUE(this->store().save_progress({{"u1"}, {"r1"}, "half"}));
  this->exchange("r2", "second", "two");
  ASSERT_TRUE(this->store().save_progress({{"u1"}, {"r2"}, "late"}));
  EXPECT_EQ(*this->store().close_interrupted(wall_time{}), 1U);
  EXPECT_EQ(*this->store().close_interrupted(wall_time{}), 0U);
  const auto lost = *this->store().save_question(question("r1", "again"))->operator->();
  EXPECT_EQ(lost.status, request_status::incomplete);
  EXPECT_EQ(*lost.summary.text, "half");
  const auto ended = *this->store().save_question(question("r2", "again"))->operator->();
  EXPECT_EQ(*ended.summary.text, "two");
}

TYPED_TEST(advice_store_contract, an_answer_under_way_is_no_history) {
  ASSERT_TRUE(this->store().save_question(question("r1", "first")));
  ASSERT_TRUE(this->store().save_progress({{"u1"}, {"r1"}, "half"}));
  EXPECT_THAT(this->history(), IsEmpty());
}

TYPED_TEST(advice_store_contract, finds_the_newest_exchanges_of_a_session) {
  for (const auto* name : {"r1", "r2", "r3"}) {
    auto asked = question(name, name);
    asked.session = {"s1"};
    ASSERT_TRUE(this->store().save_question(asked));
  }
  const auto newest = *this->store().load_session({{"u1"}, {"s1"}, 2});
  ASSERT_EQ(newest.size(), 2U);
  EXPECT_EQ(newest[0].request.value, "r2");
  EXPECT_EQ(newest[1].request.value, "r3");
  EXPECT_THAT(*this->store().load_session({{"u2"}, {"s1"}}), IsEmpty());
  EXPECT_THAT(*this->store().load_session({{"u1"}, {"s2"}}), IsEmpty());
}

TYPED_TEST(advice_store_contract, lists_conversations_by_their_newest_question) {
  this->exchange("r1", "about sleep", "one", key_of("u1", "m1", "c1"));
  this->exchange("r2", "about food", "two", key_of("u1", "m1", "c2"));
  this->exchange("r3", "more about sleep", "three", key_of("u1", "m1", "c1"));
  this->exchange("r4", "not mine", "four", key_of("u1", "m2", "c3"));
  auto page = *this->store().list_conversations({{"u1"}, {"m1"}, {}, 1});
  ASSERT_EQ(page.conversations.size(), 1U);
  EXPECT_EQ(page.conversations[0].conversation.value, "c1");
  EXPECT_EQ(page.conversations[0].title, "about sleep");
  EXPECT_EQ(page.conversations[0].exchanges, 2U);
  ASSERT_TRUE(page.next);
  page = *this->store().list_conversations({{"u1"}, {"m1"}, page.next, 1});
  ASSERT_EQ(page.conversations.size(), 1U);
  EXPECT_EQ(page.conversations[0].conversation.value, "c2");
  EXPECT_FALSE(page.next);
}

TYPED_TEST(advice_store_contract, pages_through_a_conversation_from_its_end) {
  for (const auto* name : {"r1", "r2", "r3"}) {
    this->exchange(name, name, "answer");
  }
  auto page = *this->store().list_exchanges({key_of(), {}, 2});
  ASSERT_EQ(page.exchanges.size(), 2U);
  EXPECT_EQ(page.exchanges[0].question, "r2");
  EXPECT_EQ(page.exchanges[1].question, "r3");
  ASSERT_TRUE(page.next);
  page = *this->store().list_exchanges({key_of(), page.next, 2});
  ASSERT_EQ(page.exchanges.size(), 1U);
  EXPECT_EQ(page.exchanges[0].question, "r1");
  EXPECT_FALSE(page.next);
  EXPECT_EQ(this->store().list_exchanges({key_of("u2"), {}, 2}).failure().code,
            ec::conversation_not_found);
}

TYPED_TEST(advice_store_contract, removes_a_conversation_with_its_exchanges) {
  this->exchange("r1", "first", "one");
  ASSERT_TRUE(this->store().remove_conversation(key_of()));
  EXPECT_EQ(this->store().remove_conversation(key_of()).failure().code, ec::conversation_not_found);
  EXPECT_THAT(this->history(), IsEmpty());
  EXPECT_FALSE(this->store().save_question(question("r1", "again"))->has_value());
}

/// All pages, the oldest exchange first, as the requests' names.
std::vector<std::string> read_all(advice_store& store, exchange_list_query query,
                                  std::size_t& pages) {
  std::vector<std::string> names;
  do {
    const auto page = store.list_exchanges(query).value();
    EXPECT_FALSE(page.exchanges.empty());
    for (auto one = page.exchanges.rbegin(); one != page.exchanges.rend(); ++one) {
      names.insert(names.begin(), one->request.value);
    }
    query.before = page.next;
    ++pages;
  } while (query.before && pages < 100);
  return names;
}

TYPED_TEST(advice_store_contract, a_page_of_messages_ends_at_its_bytes) {
  for (const auto* name : {"1", "2", "3", "4", "5"}) {
    this->exchange(name, std::string(400, 'q'), std::string(600, 'a'));
  }
  for (const auto& [bytes, wanted] :
       {std::pair{1U, 5U}, std::pair{999U, 5U}, std::pair{1'000U, 5U}, std::pair{1'001U, 5U},
        std::pair{2'000U, 3U}, std::pair{5'000U, 1U}}) {
    std::size_t pages = 0;
    exchange_list_query query{key_of()};
    query.max_bytes = bytes;
    EXPECT_THAT(read_all(this->store(), query, pages), ElementsAre("1", "2", "3", "4", "5"));
    EXPECT_EQ(pages, wanted) << bytes;
  }
}

TYPED_TEST(advice_store_contract, a_page_of_conversations_ends_at_its_bytes) {
  for (const auto* name : {"1", "2", "3"}) {
    this->exchange(name, std::string(400, 'q'), "", key_of("u1", "m1", name));
  }
  conversation_list_query query{{"u1"}, {"m1"}, {}, 50, 800};
  const auto first = this->store().list_conversations(query).value();
  ASSERT_EQ(first.conversations.size(), 2U);
  EXPECT_EQ(first.conversations[0].conversation.value, "3");
  query.before = first.next;
  const auto second = this->store().list_conversations(query).value();
  ASSERT_EQ(second.conversations.size(), 1U);
  EXPECT_EQ(second.conversations[0].conversation.value, "1");
  EXPECT_FALSE(second.next);
}

TYPED_TEST(advice_store_contract, a_list_by_beginning_does_not_move_while_it_is_read) {
  for (const auto* name : {"1", "2", "3"}) {
    this->exchange(name, name, "", key_of("u1", "m1", name));
  }
  conversation_list_query query{{"u1"}, {"m1"}, {}, 2};
  query.order = conversation_order::beginning;
  const auto first = this->store().list_conversations(query).value();
  ASSERT_EQ(first.conversations.size(), 2U);
  EXPECT_EQ(first.conversations[0].conversation.value, "3");
  this->exchange("4", "more", "", key_of("u1", "m1", "1"));
  query.before = first.next;
  const auto second = this->store().list_conversations(query).value();
  ASSERT_EQ(second.conversations.size(), 1U);
  EXPECT_EQ(second.conversations[0].conversation.value, "1");
  EXPECT_FALSE(second.next);
}

TYPED_TEST(advice_store_contract, counts_an_exchange_once_however_it_ends) {
  const auto older = [&] { return this->store().load_past({key_of(), 0})->older; };
  ASSERT_TRUE(this->store().save_question(question("1", "first")));
  ASSERT_TRUE(this->store().save_progress({{"u1"}, {"1"}, "half"}));
  EXPECT_EQ(older(), 0U);
  ASSERT_TRUE(this->store().close_interrupted({}));
  EXPECT_EQ(older(), 1U);
  ASSERT_TRUE(this->store().save_answer(answer("1", "whole")));
  EXPECT_EQ(older(), 1U);
  ASSERT_TRUE(this->store().save_answer(answer("1", "")));
  EXPECT_EQ(older(), 0U);
}

TYPED_TEST(advice_store_contract, remembers_the_highest_level_when_its_answer_is_replaced) {
  ASSERT_TRUE(this->store().save_question(question("1", "first")));
  auto high = answer("1", "go now");
  high.summary.safety = answer_safety{safety_level::urgent};
  ASSERT_TRUE(this->store().save_answer(high));
  ASSERT_TRUE(this->store().save_answer(answer("1", "other words")));
  EXPECT_EQ(this->store().load_past({key_of()})->reached, safety_level::urgent);
}

TYPED_TEST(advice_store_contract, removes_in_parts_what_is_meant_and_nothing_else) {
  constexpr int exchanges = 150;
  for (int i = 0; i < exchanges; ++i) {
    this->exchange("a" + std::to_string(i), "q", "a", key_of("u1", "m1", "c1"));
  }
  this->exchange("b", "q", "a", key_of("u1", "m1", "c2"));
  this->exchange("c", "q", "a", key_of("u1", "m2", "c1"));
  this->exchange("d", "q", "a", key_of("u2", "m1", "c1"));
  const auto parts_of = [&](const removal& what) {
    int parts = 0;
    while (this->store().remove_some(what).value() > 0) {
      ++parts;
    }
    return parts;
  };
  const auto left = [&](const conversation_key& key) {
    return this->store().list_exchanges({key, {}, 200})->exchanges.size();
  };
  EXPECT_EQ(this->store().list_exchanges({key_of(), {}, 200})->exchanges.size(), 150U);
  EXPECT_GT(parts_of({{"u1"}, member_id{"m1"}, conversation_id{"c1"}}), 1);
  EXPECT_EQ(left(key_of("u1", "m1", "c1")), 0U);
  EXPECT_EQ(left(key_of("u1", "m1", "c2")), 1U);
  EXPECT_EQ(parts_of({{"u1"}, member_id{"m1"}}), 1);
  EXPECT_EQ(left(key_of("u1", "m1", "c2")), 0U);
  EXPECT_EQ(left(key_of("u1", "m2", "c1")), 1U);
  EXPECT_EQ(parts_of({{"u1"}}), 1);
  EXPECT_EQ(left(key_of("u1", "m2", "c1")), 0U);
  EXPECT_EQ(left(key_of("u2", "m1", "c1")), 1U);
}

}  // namespace
}  // namespace aurawell::net
