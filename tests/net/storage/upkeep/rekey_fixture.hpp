#pragma once

#include <gmock/gmock.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/rekey.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {

inline constexpr std::string_view marker = "M4RK3D";
inline constexpr int sealed_questions = 450;

inline encryption_key key_number(unsigned char number) {
  encryption_key key;
  key.bytes.fill(number);
  return key;
}

inline const encryption_key old_key = key_number(1);
inline const encryption_key new_key = key_number(2);

/// A database, by default a file, with everything that is sealed.
class sealed_store : public testing::Test {
 protected:
  using keys = std::vector<encryption_key>;

  store_options options_with(keys given) const {
    store_options options;
    options.url = url_;
    options.spool_dir = spool_dir_;
    options.busy_timeout = std::chrono::milliseconds{1};
    options.sync_to_disk = false;
    options.encryption_keys = std::move(given);
    return options;
  }

  std::unique_ptr<advice_store> open(keys given) { return open_store(options_with(given)).value(); }

  error failure_of(keys given) {
    const auto opened = open_store(options_with(given));
    EXPECT_FALSE(opened);
    return opened ? error{} : opened.failure();
  }

  bool rekey(keys given, std::int64_t stop_after = 1'000'000) {
    const auto done =
        rekey_store(options_with(std::move(given)), [&](const rekey_progress& progress) {
          EXPECT_LE(progress.rows, progress.of);
          return progress.rows < stop_after;
        });
    EXPECT_TRUE(done) << done.failure().detail;
    return done && *done;
  }

  /// One of everything that is sealed, and many questions.
  void fill(keys given) {
    const auto store = open(std::move(given));
    const std::string text{marker};
    ASSERT_TRUE(store->begin());
    std::vector<spooled_write> writes;
    for (int i = 0; i < sealed_questions; ++i) {
      const auto name = "r" + std::to_string(i);
      writes.emplace_back(test_support::question(name, text + " asked"));
      writes.emplace_back(progress_record{{"u1"}, {name}, text + " half"});
      writes.emplace_back(test_support::answer(name, text + " answered"));
    }
    std::vector<const spooled_write*> views;
    for (const auto& write : writes) {
      views.push_back(&write);
    }
    ASSERT_TRUE(store->save_all(views));
    auto running = test_support::question("running", text);
    question_job job;
    job.context = {{"context", text}};
    running.job = std::make_shared<const question_job>(job);
    ASSERT_TRUE(store->save_question(running));
    auto& people = store->accounts();
    ASSERT_TRUE(people.add_account({{"u1"}, "anna", text + "@Example.org", "hash", {}}));
    ASSERT_TRUE(people.add_member({child_, text + " name", text + " relation", {}}));
    ASSERT_TRUE(people.rename_member({child_, text + " other", text + " relation", {}}));
    ASSERT_TRUE(people.save_profile(child_, profile(), {}));
    ASSERT_TRUE(people.add_samples(child_, {sample_}));
    ASSERT_TRUE(people.save_login({"login", {"u1"}, {}, {}, text + " client", text + " network"}));
    ASSERT_TRUE(people.erase_account({"gone"}, wall_time{std::chrono::seconds{5}}));
    ASSERT_TRUE(store->commit());
  }

  void expect_everything(keys given) {
    const auto store = open(std::move(given));
    const std::string text{marker};
    const auto history = store->load_past({test_support::key_of(), sealed_questions});
    ASSERT_TRUE(history) << history.failure().detail;
    ASSERT_EQ(history->exchanges.size(), static_cast<std::size_t>(sealed_questions));
    EXPECT_EQ(history->exchanges.front(), (past_exchange{text + " asked", text + " answered"}));
    const auto page = store->list_exchanges({test_support::key_of(), {}, 2});
    ASSERT_TRUE(page);
    EXPECT_EQ(page->exchanges[0].question, text + " asked");
    EXPECT_EQ(page->exchanges[1].question, text);
    const auto claimed = store->claim_running({});
    ASSERT_TRUE(claimed && claimed->size() == 1U);
    ASSERT_TRUE(claimed->front().job) << claimed->front().job.failure().detail;
    EXPECT_EQ(claimed->front().job->context.front().value, (decltype(context_fact::value){text}));
    const auto list = store->list_conversations({{"u1"}, {"m1"}, {}});
    ASSERT_TRUE(list);
    EXPECT_EQ(list->conversations[0].title, text + " asked");
    auto& people = store->accounts();
    const auto login = people.find_login("m4rk3d@EXAMPLE.org");
    ASSERT_TRUE(login && *login);
    EXPECT_EQ((*login)->email, text + "@Example.org");
    EXPECT_EQ(people.add_account({{"u2"}, "ben", text + "@example.ORG", "h", {}}).failure().code,
              ec::user_exists);
    EXPECT_EQ((*people.find_access({"u1"}, child_.member))->member.name, text + " other");
    EXPECT_EQ((*people.find_access({"u1"}, child_.member))->member.relation, text + " relation");
    EXPECT_EQ(people.load_profile(child_)->values, profile());
    EXPECT_THAT(people.list_samples({child_})->samples, testing::ElementsAre(sample_));
    const auto logins = people.logins_of({"u1"});
    ASSERT_TRUE(logins && logins->size() == 1U);
    EXPECT_EQ(logins->front().client, text + " client");
    EXPECT_EQ(logins->front().network, text + " network");
    EXPECT_FALSE(people.check_presence({"gone"}, wall_time{std::chrono::seconds{4}}));
  }

  static health::profile profile() {
    health::profile values;
    values.medical_conditions = {std::string{marker}};
    return values;
  }

  std::vector<std::string> files_with_text() const {
    auto files = test_support::files_with(folder_ / "", marker);
    const auto lower = test_support::files_with(folder_ / "", "m4rk3d");
    files.insert(files.end(), lower.begin(), lower.end());
    return files;
  }

  /// Of a file.
  void run_sql(const char* sql) {
    ASSERT_TRUE(sqlite_connection::open((folder_ / "a.db").c_str(), {})->execute(sql)) << sql;
  }

  test_support::temp_folder folder_;
  std::string url_ = "sqlite:" + (folder_ / "a.db").string();
  std::string spool_dir_;
  const member_key child_{{"u1"}, {"child"}};
  const health_sample sample_{sample_kind::weight_kg, 41.3, {}, "scale"};
};

}  // namespace aurawell::net
