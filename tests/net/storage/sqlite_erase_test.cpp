#include <gmock/gmock.h>

#include "net/storage/sqlite_store.hpp"
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

class sqlite_erase : public testing::Test {
 protected:
  std::unique_ptr<sqlite_store> open() {
    return sqlite_store::open(
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
  ASSERT_TRUE(store->accounts().erase_account({"gone"}));
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

TEST_F(sqlite_erase, waits_for_whoever_reads_the_file) {
  const auto store = open();
  ASSERT_TRUE(store->save_question(question("r1", std::string{marker})));
  auto reader = sqlite_connection::open((folder_ / "a.db").c_str(), {}).value();
  ASSERT_TRUE(reader.execute("BEGIN"));
  ASSERT_TRUE(reader.read_integer("SELECT count(*) FROM exchanges"));
  ASSERT_TRUE(store->remove_conversation(key_of()));
  EXPECT_FALSE(files_with(folder_ / "", marker).empty());
  ASSERT_TRUE(reader.execute("ROLLBACK"));
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->save_question(question("r2", "another")));
  ASSERT_TRUE(store->commit());
  EXPECT_THAT(files_with(folder_ / "", marker), IsEmpty());
}

}  // namespace
}  // namespace aurawell::net
