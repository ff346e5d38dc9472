#include "config/commands/account_commands.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <sstream>

#include "net/auth/tokens/token_gatekeeper.hpp"

namespace aurawell::config {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;

class token_command : public testing::Test {
 protected:
  int run(const std::string& user, const std::string& ttl = "") {
    command_line wish;
    wish.action = command::token;
    wish.user = user;
    wish.token_ttl = ttl;
    return print_token(wish, values, out, err);
  }

  settings values;
  std::ostringstream out;
  std::ostringstream err;
};

TEST_F(token_command, prints_one_that_the_server_takes) {
  values.auth.tokens.secret = std::string(32, 's');
  ASSERT_EQ(run("ann", "5m"), 0);
  auto text = out.str();
  ASSERT_THAT(text, testing::EndsWith("\n"));
  text.pop_back();
  const auto now = std::chrono::system_clock::now();
  const auto gate =
      net::token_gatekeeper::make(net::token_gatekeeper::mode::tokens, values.auth.tokens, now);
  const auto admitted = (*gate)->authenticate(text, {"ann"}, now);
  ASSERT_TRUE(admitted) << admitted.failure().detail;
  EXPECT_LE(*admitted->expires_at, now + 5min + values.auth.tokens.leeway);
  EXPECT_THAT(err.str(), IsEmpty());
}

TEST_F(token_command, needs_a_secret) {
  EXPECT_EQ(run("ann"), 2);
  EXPECT_THAT(out.str(), IsEmpty());
  EXPECT_THAT(err.str(), HasSubstr("AURAWELL_AUTH_SECRET"));
}

TEST_F(token_command, refuses_users_and_times_that_cannot_be) {
  values.auth.tokens.secret = std::string(32, 's');
  EXPECT_EQ(run("a b"), 2);
  EXPECT_THAT(err.str(), HasSubstr("--user"));
  for (const auto* ttl : {"x", "0s", "721h", "-1h"}) {
    err.str("");
    EXPECT_EQ(run("ann", ttl), 2);
    EXPECT_THAT(err.str(), HasSubstr("--ttl")) << ttl;
  }
  EXPECT_THAT(out.str(), IsEmpty());
}

}  // namespace
}  // namespace aurawell::config
