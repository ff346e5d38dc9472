#include "config/commands/storage_commands.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "domain/ports/account_store.hpp"
#include "domain/ports/advice_store.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Captures stderr.
class heard {
 public:
  heard() : before_{std::cerr.rdbuf(text_.rdbuf())} {}
  heard(const heard&) = delete;
  heard& operator=(const heard&) = delete;
  ~heard() { std::cerr.rdbuf(before_); }

  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::streambuf* before_;
};

class storage_commands : public testing::Test {
 protected:
  storage_commands() { values.storage.url = "sqlite:" + database; }

  static account account_of(const char* user) {
    return {{user}, user, std::string{user} + "@example.org", "h", {}};
  }

  test_support::temp_folder folder;
  const std::string database = folder / "a.db";
  const std::string copy = folder / "copy.db";
  settings values;
};

TEST_F(storage_commands, backup_names_the_keys_that_are_there) {
  ASSERT_TRUE(net::open_store(values.storage));
  {
    const heard all;
    EXPECT_EQ(back_up_command(values, copy), 0);
    EXPECT_THAT(all.text(), AllOf(HasSubstr(copy), Not(HasSubstr("key"))));
  }
  std::ofstream{database + ".pseudonym-key"} << "key";
  {
    const heard all;
    EXPECT_EQ(back_up_command(values, copy + "2"), 0);
    EXPECT_THAT(all.text(), AllOf(HasSubstr("keep " + database + ".pseudonym-key too"),
                                  Not(HasSubstr("encryption"))));
  }
  values.storage.encryption_keys.resize(1);
  const heard all;
  EXPECT_EQ(back_up_command(values, copy + "3"), 0);
  EXPECT_THAT(all.text(), AllOf(HasSubstr("encryption keys"), Not(HasSubstr("pseudonym"))));
}

TEST_F(storage_commands, restore_says_what_holds_on_and_what_is_gone_and_back) {
  {
    const auto store = net::open_store(values.storage).value();
    auto& people = store->accounts();
    ASSERT_TRUE(people.add_account(account_of("ann")));
    ASSERT_TRUE(people.add_account(account_of("bob")));
    ASSERT_EQ(back_up_command(values, copy), 0);
    ASSERT_TRUE(people.erase_account({"bob"}, {}));
    ASSERT_TRUE(people.set_password_hash({"ann"}, "new"));
    ASSERT_TRUE(people.add_account(account_of("cat")));
    ASSERT_TRUE(people.add_account(account_of("dan")));
  }
  const heard all;
  EXPECT_EQ(restore_command(values, copy, false), 0);
  EXPECT_THAT(all.text(),
              AllOf(HasSubstr("1 user who was erased since it was made is erased from it"),
                    HasSubstr("0 revoked logins stay revoked"),
                    HasSubstr("1 account keeps the password that it has now"),
                    HasSubstr("0 grants and invitations that were withdrawn"),
                    HasSubstr("2 accounts that were made since are gone"),
                    HasSubstr("members, conversations and measurements that were removed since "
                              "are back")));
}

TEST_F(storage_commands, verify_takes_an_empty_spool_for_a_sound_one) {
  ASSERT_TRUE(net::open_store(values.storage));
  std::ofstream{database + ".spool"};
  const heard all;
  EXPECT_EQ(verify_command(values, ""), 0) << all.text();
  EXPECT_EQ(verify_command(values, database + ".spool"), 0);
  std::ofstream{copy};
  EXPECT_EQ(verify_command(values, copy), 1) << "an empty file is no backup";
}

}  // namespace
}  // namespace aurawell::config
