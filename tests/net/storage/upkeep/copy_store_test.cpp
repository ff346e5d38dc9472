#include "net/storage/upkeep/copy_store.hpp"

#include <gmock/gmock.h>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::postgres_server;
using test_support::question;
using testing::ElementsAre;
using testing::HasSubstr;

const auto now = wall_time{std::chrono::seconds{1'700'000'000}};
const auto goes_on = [](const copy_progress&) { return true; };

class copy_store_test : public testing::Test {
 protected:
  store_options options(const std::string& url) const {
    store_options all{.url = url, .sync_to_disk = false};
    if (is_sealed_) {
      all.encryption_keys.push_back({});
      all.encryption_keys.front().bytes.fill(9);
    }
    return all;
  }
  std::unique_ptr<advice_store> open(const std::string& url) {
    return open_store(options(url)).value();
  }
  result<std::int64_t> copy(const std::string& from, const std::string& to) {
    return copy_store(from, to, options(""), goes_on);
  }
  std::string file(const std::string& name) { return "sqlite:" + (folder_ / name).string(); }
  std::string server() {
    return postgres_server::shared().url(postgres_server::shared().make_database());
  }

  void fill(const std::string& url) {
    const auto store = open(url);
    auto& accounts = store->accounts();
    for (int i = 0; i < 40; ++i) {
      const auto user = "u" + std::to_string(i);
      ASSERT_TRUE(
          accounts.add_account({{user}, "Name" + user, user + "@Example.org", "$hash", now}));
      auto asked = question("r" + user, "asked by " + user, key_of(user));
      question_job job;
      job.context = {{"of", user}};
      asked.job = std::make_shared<const question_job>(job);
      ASSERT_TRUE(store->save_question(asked));
    }
    ASSERT_EQ(store->claim_running({}).value().size(), 40U);
    auto odd = answer("ru1", std::string{"a\0b", 3}, key_of("u1"));
    odd.summary.model = std::string{"m\0", 2};
    odd.summary.usage = token_usage{1, 2, 3, {}, 4, true};
    odd.summary.safety = answer_safety{safety_level::urgent};
    ASSERT_TRUE(store->save_answer(odd));
    ASSERT_TRUE(
        accounts.add_samples({{"u1"}, {"u1"}}, {{sample_kind::weight_kg, 70.25, now, "scale"}}));
    health::profile aged;
    aged.age_years = 41;
    ASSERT_TRUE(accounts.save_profile({{"u1"}, {"u1"}}, aged, now));
    ASSERT_TRUE(accounts.add_member({{{"u1"}, {"child"}}, "Mia", "daughter", now}));
    ASSERT_TRUE(accounts.set_grant({{{"u1"}, {"child"}}, {"u2"}, {}, member_role::viewer, now}));
    ASSERT_TRUE(accounts.revoke_login({"*", {"u3"}, now, now, "spared"}));
    ASSERT_TRUE(accounts.revoke_login({"login", {"u3"}, now}));
    ASSERT_TRUE(accounts.save_login({"login4", {"u4"}, now, now, "Firefox", "10.0.0.0/24"}));
    ASSERT_TRUE(accounts.add_reset_code({{"u4"}, "hash", now + std::chrono::hours{1}}, now));
    ASSERT_TRUE(accounts.erase_account({"u5"}, now));
    // Its newest question has gone.
    ASSERT_TRUE(store->remove_conversation(key_of("u39")));
  }

  void expect_all(const std::string& url) {
    const auto store = open(url);
    auto& accounts = store->accounts();
    for (int i = 0; i < 39; ++i) {
      const auto user = "u" + std::to_string(i);
      const auto found = accounts.find_login(user + "@example.org").value();
      EXPECT_EQ(found.has_value(), i != 5) << user;
      EXPECT_EQ(accounts.find_login("nAME" + user).value().has_value(), i != 5) << user;
      const auto exchange = store->find_exchange({user}, {"r" + user}).value();
      ASSERT_EQ(exchange.has_value(), i != 5);
      EXPECT_TRUE(!exchange || exchange->question == "asked by " + user);
    }
    const auto running = store->claim_running({}).value();
    // Without that which has ended and those that were removed.
    EXPECT_EQ(running.size(), 37U);
    for (const auto& one : running) {
      EXPECT_GE(one.exchange.term, 3) << "the former term is lost";
      ASSERT_TRUE(one.job);
      EXPECT_EQ(one.job->context.front().value, (decltype(context_fact::value){one.asker.value}));
    }
    const auto odd = store->find_exchange({"u1"}, {"ru1"}).value()->summary;
    EXPECT_EQ(*odd.text, (std::string{"a\0b", 3}));
    EXPECT_EQ(odd.model, (std::string{"m\0", 2}));
    EXPECT_EQ(odd.usage->reasoning_tokens, 4U);
    EXPECT_EQ(odd.safety, answer_safety{safety_level::urgent});
    const auto past = store->load_past({key_of("u1")}).value();
    EXPECT_EQ(past.reached, safety_level::urgent);
    EXPECT_EQ(past.exchanges.size(), 1U);
    EXPECT_EQ(accounts.list_samples({{{"u1"}, {"u1"}}}).value().samples.front().value, 70.25);
    EXPECT_EQ(accounts.load_profile({{"u1"}, {"u1"}}).value().values.age_years, 41);
    EXPECT_EQ(accounts.find_access({"u2"}, {"child"}).value()->member.name, "Mia");
    EXPECT_EQ(accounts.load_revoked(now - std::chrono::hours{1}).value().size(), 2U);
    EXPECT_EQ(accounts.logins_of({"u4"}).value().front().client, "Firefox");
    EXPECT_EQ(accounts.reset_codes_of({"u4"}, now).value().size(), 1U);
    EXPECT_FALSE(accounts.check_presence({"u5"}, now));
    // New rows come behind the copied ones.
    ASSERT_TRUE(store->save_question(question("new", "newest", key_of("u1", "m1", "c2"))));
    const auto listed = store->list_conversations({{"u1"}, {"m1"}}).value().conversations;
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed.front().title, "newest");
    ASSERT_TRUE(store->remove_conversation(key_of("u1", "m1", "c2")));
    ASSERT_TRUE(accounts.add_member({{{"u1"}, {"second"}}, "Ben", "son", now}));
    ASSERT_TRUE(accounts.remove_member({{"u1"}, {"second"}}));
  }

  test_support::temp_folder folder_;
  bool is_sealed_ = false;
};

TEST_F(copy_store_test, copies_everything_to_a_server_and_back) {
  fill(file("a.db"));
  const auto url = server();
  ASSERT_TRUE(copy(file("a.db"), url));
  expect_all(url);
  ASSERT_TRUE(copy(url, file("b.db")));
  expect_all(file("b.db"));
}

TEST_F(copy_store_test, copies_sealed_values_as_they_are) {
  is_sealed_ = true;
  fill(file("a.db"));
  const auto url = server();
  ASSERT_TRUE(copy(file("a.db"), url));
  expect_all(url);
  ASSERT_TRUE(copy(url, file("b.db")));
  expect_all(file("b.db"));
  is_sealed_ = false;
  EXPECT_FALSE(open_store(options(url))) << "the key is needed";
}

TEST_F(copy_store_test, copies_from_file_to_file_and_from_server_to_server) {
  fill(file("a.db"));
  ASSERT_TRUE(copy(file("a.db"), file("b.db")));
  expect_all(file("b.db"));
  const auto first = server();
  const auto second = server();
  ASSERT_TRUE(copy(file("b.db"), first));
  ASSERT_TRUE(copy(first, second));
  expect_all(second);
}

TEST_F(copy_store_test, refuses_a_target_that_is_not_empty) {
  fill(file("a.db"));
  const auto url = server();
  ASSERT_TRUE(open(url)->save_question(question("r", "own")));
  const auto copied = copy(file("a.db"), url);
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.failure().code, ec::bad_configuration);
  EXPECT_THAT(copied.failure().detail, HasSubstr("not empty"));
  EXPECT_EQ(copy(url, url).failure().code, ec::bad_configuration);
  EXPECT_THAT(copy(file("missing.db"), url).failure().detail, HasSubstr("missing.db to copy"));
}

TEST_F(copy_store_test, is_refused_while_a_service_uses_one_of_the_two) {
  fill(file("a.db"));
  const auto url = server();
  {
    const auto serving = process_register::enter(folder_ / "a.db").value();
    const auto copied = copy(file("a.db"), url);
    ASSERT_FALSE(copied);
    EXPECT_THAT(copied.failure().detail, HasSubstr("a.db is in use by a running service"));
  }
  {
    const auto serving = open(url);
    const auto copied = copy(file("a.db"), url);
    ASSERT_FALSE(copied);
    EXPECT_EQ(copied.failure().code, ec::database_unreachable);
    EXPECT_THAT(copied.failure().detail, HasSubstr("is in use by a running service"));
    EXPECT_FALSE(copy(url, file("b.db")));
  }
  EXPECT_TRUE(copy(file("a.db"), url));
}

TEST_F(copy_store_test, needs_the_keys_of_the_source) {
  is_sealed_ = true;
  fill(file("a.db"));
  const auto url = server();
  is_sealed_ = false;
  const auto copied = copy(file("a.db"), url);
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.failure().code, ec::bad_configuration);
  EXPECT_THAT(copied.failure().detail, HasSubstr("storage.encryption_key_env"));
}

TEST_F(copy_store_test, counts_sums_and_ids_on_behind_the_copy) {
  fill(file("a.db"));
  const auto url = server();
  ASSERT_TRUE(copy(file("a.db"), url));
  for (const auto& place : {url, [&] {
                              EXPECT_TRUE(copy(url, file("b.db")));
                              return file("b.db");
                            }()}) {
    const auto store = open(place);
    ASSERT_TRUE(store->save_question(question("later", "asked later", key_of("u1"))));
    ASSERT_TRUE(store->save_answer(answer("later", "answered later", key_of("u1"))));
    const auto listed = store->list_conversations({{"u1"}, {"m1"}}).value().conversations;
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed.front().exchanges, 2U) << place;
  }
}

TEST_F(copy_store_test, lets_no_service_start_on_a_copy_that_is_not_finished) {
  fill(file("a.db"));
  for (const auto& url : {server(), file("b.db")}) {
    const auto stopped =
        copy_store(file("a.db"), url, options(""), [](const copy_progress&) { return false; });
    EXPECT_FALSE(stopped);
    const auto opened = open_store(options(url));
    ASSERT_FALSE(opened) << url;
    EXPECT_EQ(opened.failure().code, ec::bad_configuration);
    EXPECT_THAT(opened.failure().detail, HasSubstr("is not finished"));
    EXPECT_THAT(copy(url, file("c.db")).failure().detail, HasSubstr("is not finished"));
    ASSERT_TRUE(copy(file("a.db"), url));
    expect_all(url);
  }
}

TEST_F(copy_store_test, leaves_nothing_when_it_is_stopped) {
  fill(file("a.db"));
  const auto url = server();
  int notes = 0;
  const auto stopped = copy_store(file("a.db"), url, options(""), [&](const copy_progress& done) {
    EXPECT_LE(done.rows, done.of);
    return ++notes < 4;
  });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.failure().code, ec::timed_out);
  EXPECT_TRUE(copy(file("a.db"), url));
}

}  // namespace
}  // namespace aurawell::net
