#include <gmock/gmock.h>

#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/store/sqlite_store.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::files_with;
using test_support::key_of;
using test_support::question;
using testing::IsEmpty;

constexpr std::string_view marker = "M4RK3D-TEXT";

std::string user_name(int number) {
  return "user-" + std::to_string(1'000'000 + number) + "-id";
}

wall_time at(int hours) {
  return wall_time{std::chrono::hours{hours}};
}

class sqlite_erase : public testing::Test {
 protected:
  std::unique_ptr<sql_store> open() {
    return open_sqlite_store(
               (folder_ / "a.db").string(),
               {.url = {}, .busy_timeout = std::chrono::milliseconds{1}, .sync_to_disk = false})
        .value();
  }

  /// Long and short texts of one account among those of others, so that pages are shared.
  static void fill(advice_store& store) {
    ASSERT_TRUE(store.begin());
    for (int i = 0; i < 300; ++i) {
      const bool erased = i % 3 == 0;
      const auto name = std::to_string(i);
      const auto text = (erased ? std::string{marker} : "kept") + std::string(i * 37 % 6000, 'x');
      const auto key = key_of(erased ? "gone" : "stays", "m1", "c" + name);
      ASSERT_TRUE(store.save_question(question("r" + name, text, key)));
      ASSERT_TRUE(store.save_progress({key.user, {"r" + name}, text}));
      ASSERT_TRUE(store.save_answer(answer("r" + name, text + text, key)));
    }
    auto& people = store.accounts();
    const std::string text{marker};
    const member_key child{{"gone"}, {"child"}};
    health::profile profile;
    profile.medical_conditions = {text};
    ASSERT_TRUE(people.add_account({{"gone"}, text, text + "@example.org", text, {}}));
    ASSERT_TRUE(people.add_member({child, text, text, {}}));
    ASSERT_TRUE(people.save_profile(child, profile, {}));
    ASSERT_TRUE(people.add_samples(child, {{sample_kind::steps, 1, {}, text}}));
    ASSERT_TRUE(store.commit());
  }

  test_support::temp_folder folder_;
};

TEST_F(sqlite_erase, leaves_no_text_of_an_account_in_any_file) {
  const auto store = open();
  fill(*store);
  ASSERT_FALSE(files_with(folder_ / "", marker).empty());
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->accounts().erase_account({"gone"}, {}));
  ASSERT_TRUE(store->commit());
  EXPECT_THAT(files_with(folder_ / "", marker), IsEmpty());
  EXPECT_FALSE(files_with(folder_ / "", "kept").empty());
}

TEST_F(sqlite_erase, leaves_no_text_of_a_member_or_a_conversation_either) {
  const auto store = open();
  ASSERT_TRUE(store->save_question(question("r1", std::string{marker})));
  ASSERT_TRUE(store->remove_conversation(key_of()));
  EXPECT_THAT(files_with(folder_ / "", marker), IsEmpty());
  ASSERT_TRUE(store->save_question(question("r1", std::string{marker})));
  ASSERT_TRUE(store->accounts().remove_member({{"u1"}, {"m1"}}));
  EXPECT_THAT(files_with(folder_ / "", marker), IsEmpty());
}

TEST_F(sqlite_erase, leaves_no_id_of_a_user_and_still_knows_it) {
  const user_id user{"M4RK3D-TEXT-USER"};
  const wall_time now{std::chrono::hours{1}};
  {
    const auto store = open();
    auto& people = store->accounts();
    const auto own = key_of(user.value, user.value);
    ASSERT_TRUE(store->save_question(question("r1", "?", own)));
    auto elsewhere = question("r2", "?", key_of("other"));
    elsewhere.asked_by = user;
    ASSERT_TRUE(store->save_question(elsewhere));
    ASSERT_TRUE(people.revoke_login({"login", user, now}));
    ASSERT_TRUE(people.erase_account(user, now));
    EXPECT_THAT(files_with(folder_ / "", marker), IsEmpty());
  }
  const auto later = open();
  EXPECT_FALSE(later->accounts().check_presence(user, now));
  const auto revoked = later->accounts().load_revoked({});
  ASSERT_TRUE(revoked);
  ASSERT_EQ(revoked->size(), 1U);
  EXPECT_EQ(revoked->front().user.value, later->accounts().name_of_erased(user));
}

/// Each has a share of many pages, which are split while they fill.
void add_users(advice_store& store, int users) {
  for (int round = 0; round < 12; ++round) {
    ASSERT_TRUE(store.begin());
    for (int i = 0; i < users; ++i) {
      const user_id user{user_name(i * 7'919 % users)};
      const auto name = std::to_string(round);
      ASSERT_TRUE(
          store.save_question(question("r" + name, "?", key_of(user.value, user.value, name))));
      ASSERT_TRUE(store.accounts().add_samples({user, {user.value}},
                                               {{sample_kind::steps, 1, at(round), "watch"}}));
      ASSERT_TRUE(store.accounts().add_audit({at(round), user, {user, {user.value}}, "read"}));
    }
    ASSERT_TRUE(store.commit());
  }
}

TEST_F(sqlite_erase, leaves_no_id_where_rows_have_been_moved) {
  const auto store = open();
  constexpr int users = 300;
  add_users(*store, users);
  for (int i = 0; i < users; i += 6) {
    ASSERT_TRUE(store->accounts().erase_account({user_name(i)}, {}));
  }
  // Later writes must not write a former copy again.
  ASSERT_TRUE(store->save_question(question("later", "?", key_of(user_name(1), user_name(1)))));
  const auto all = test_support::contents_of(folder_ / "");
  for (int i = 0; i < users; ++i) {
    EXPECT_EQ(all.find(user_name(i)) == std::string::npos, i % 6 == 0) << user_name(i);
  }
}

TEST_F(sqlite_erase, waits_for_whoever_reads_the_file_and_keeps_nobody_waiting) {
  // A commit that waited for the reader would exceed this test's timeout.
  const auto store =
      open_sqlite_store((folder_ / "a.db").string(),
                        {.url = {}, .busy_timeout = std::chrono::hours{1}, .sync_to_disk = false})
          .value();
  ASSERT_TRUE(store->save_question(question("r1", std::string{marker})));
  auto reader = sqlite_connection::open((folder_ / "a.db").c_str(), {}).value();
  ASSERT_TRUE(reader.execute("BEGIN"));
  ASSERT_TRUE(reader.read_integer("SELECT count(*) FROM exchanges"));
  ASSERT_TRUE(store->remove_conversation(key_of()));
  EXPECT_FALSE(files_with(folder_ / "", marker).empty());
  EXPECT_FALSE(store->log_is_clear());
  EXPECT_FALSE(store->clear_log());
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->save_question(question("r2", "another")));
  ASSERT_TRUE(store->commit());
  EXPECT_GT(store->log_bytes(), 0U);
  ASSERT_TRUE(reader.execute("ROLLBACK"));
  EXPECT_FALSE(store->log_is_clear());
  EXPECT_TRUE(store->clear_log());
  EXPECT_TRUE(store->log_is_clear());
  EXPECT_EQ(store->log_bytes(), 0U);
  EXPECT_THAT(files_with(folder_ / "", marker), IsEmpty());
}

}  // namespace
}  // namespace aurawell::net
