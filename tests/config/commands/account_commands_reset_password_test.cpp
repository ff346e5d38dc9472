#include "config/commands/account_commands.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <sstream>

#include "domain/ports/account_store.hpp"
#include "domain/ports/advice_store.hpp"
#include "net/auth/passwords/reset_code_text.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;

class reset_password_command : public testing::Test {
 protected:
  reset_password_command() {
    values.storage.url = "sqlite:" + (folder / "a.db").string();
    auto opened = net::open_store(values.storage);
    EXPECT_TRUE(opened) << opened.failure().detail;
    store = std::move(opened).value();
    EXPECT_TRUE(store->begin());
    EXPECT_TRUE(store->accounts().add_account({{"user_1"}, "ann", "ann@example.com", "h", {}}));
    EXPECT_TRUE(store->commit());
  }
  int run(const std::string& user) {
    command_line wish;
    wish.action = command::reset_password;
    wish.user = user;
    return print_reset_code(wish, values, out, err);
  }

  test_support::temp_folder folder;
  settings values;
  /// The store as the running service has it.
  std::shared_ptr<advice_store> store;
  std::ostringstream out;
  std::ostringstream err;
};

TEST_F(reset_password_command, prints_a_code_that_the_service_takes) {
  for (const auto* user : {"user_1", "Ann", "ann@example.com"}) {
    out.str("");
    ASSERT_EQ(run(user), 0) << err.str();
    auto code = out.str();
    ASSERT_THAT(code, testing::EndsWith("\n"));
    code.pop_back();
    const auto now = std::chrono::system_clock::now();
    const auto kept = *store->accounts().reset_codes_of({"user_1"}, now);
    ASSERT_FALSE(kept.empty());
    EXPECT_TRUE(std::any_of(kept.begin(), kept.end(), [&](const reset_code& one) {
      return one.hash == net::hash_reset_code({"user_1"}, code);
    }));
    EXPECT_LE(kept.front().expires_at, now + values.server.rest.reset_code_lifetime);
    EXPECT_THAT(err.str(), HasSubstr("counts for 1h"));
  }
}

TEST_F(reset_password_command, makes_none_for_who_is_not_there) {
  EXPECT_EQ(run("bob"), 1);
  EXPECT_THAT(out.str(), IsEmpty());
  EXPECT_THAT(err.str(), HasSubstr("no such account"));
}

TEST_F(reset_password_command, makes_none_that_the_service_would_not_see) {
  values.storage.url = "memory:";
  EXPECT_EQ(run("ann"), 1);
  EXPECT_THAT(out.str(), IsEmpty());
}

}  // namespace
}  // namespace aurawell::config
