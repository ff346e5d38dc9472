#include "net/auth/sodium_password_hasher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <optional>

namespace aurawell::net {
namespace {

using ::testing::StartsWith;

constexpr std::size_t least_memory = 8192;

class password_hashing : public ::testing::Test {
 protected:
  std::string hash(const std::string& password) {
    std::promise<result<std::string>> done;
    hasher->hash(password, [&](auto made) { done.set_value(std::move(made)); });
    return done.get_future().get().value();
  }
  password_hasher::verdict verify(const std::string& password, const std::string& against) {
    std::promise<result<password_hasher::verdict>> done;
    hasher->verify(password, against, [&](auto found) { done.set_value(std::move(found)); });
    return done.get_future().get().value();
  }

  password_options options{least_memory, 1, 1, 2};
  std::optional<sodium_password_hasher> hasher{std::in_place, options};
};

TEST_F(password_hashing, knows_the_right_password) {
  const auto made = hash("correct horse");
  EXPECT_THAT(made, StartsWith("$argon2id$v=19$m=8,t=1,p=1$"));
  EXPECT_TRUE(verify("correct horse", made).right);
  EXPECT_FALSE(verify("correct horse", made).outdated);
  for (const auto* wrong : {"", "correct hors", "correct horse ", "Correct horse"}) {
    EXPECT_FALSE(verify(wrong, made).right) << wrong;
  }
  EXPECT_NE(hash("correct horse"), made) << "salted";
}

TEST_F(password_hashing, takes_passwords_of_any_bytes_and_length) {
  for (const auto& password :
       {std::string{}, std::string("a\0b", 3), std::string(100'000, 'p'), std::string{"密码 🔑"}}) {
    const auto made = hash(password);
    EXPECT_TRUE(verify(password, made).right);
    EXPECT_FALSE(verify(password + "x", made).right);
  }
  EXPECT_FALSE(verify("a", hash(std::string("a\0b", 3))).right);
}

TEST_F(password_hashing, finds_no_password_right_where_there_is_no_account) {
  EXPECT_FALSE(verify("", "").right);
  EXPECT_FALSE(verify("anything", "").right);
}

TEST_F(password_hashing, takes_a_broken_hash_for_a_wrong_password) {
  for (const auto* broken : {"x", "$argon2id$", "$2b$12$abcdefghijklmnopqrstuv"}) {
    EXPECT_FALSE(verify("password", broken).right);
  }
}

TEST_F(password_hashing, sees_that_a_hash_was_made_with_less_effort) {
  const auto made = hash("password");
  options.password_passes = 2;
  hasher.emplace(options);
  EXPECT_TRUE(verify("password", made).right);
  EXPECT_TRUE(verify("password", made).outdated);
  EXPECT_FALSE(verify("wrong", made).outdated);
}

/// Keeps the only thread busy until it is told to go on.
TEST_F(password_hashing, refuses_more_than_may_wait) {
  std::promise<void> begun;
  std::promise<void> go_on;
  hasher->hash("first", [&](const auto&) {
    begun.set_value();
    go_on.get_future().wait();
  });
  begun.get_future().wait();
  std::vector<std::promise<result<std::string>>> answers(3);
  for (auto& answer : answers) {
    hasher->hash("next", [&](auto made) { answer.set_value(std::move(made)); });
  }
  const auto refused = answers[2].get_future();
  ASSERT_EQ(refused.wait_for(std::chrono::seconds{0}), std::future_status::ready);
  go_on.set_value();
  EXPECT_TRUE(answers[0].get_future().get());
  EXPECT_TRUE(answers[1].get_future().get());
}

TEST_F(password_hashing, answers_everybody_before_it_ends) {
  std::promise<void> begun;
  std::promise<void> go_on;
  hasher->hash("first", [&](const auto&) {
    begun.set_value();
    go_on.get_future().wait();
  });
  begun.get_future().wait();
  std::promise<result<password_hasher::verdict>> waiting;
  hasher->verify("next", "", [&](auto found) { waiting.set_value(std::move(found)); });
  auto ending = std::async(std::launch::async, [&] { hasher.reset(); });
  go_on.set_value();
  ending.get();
  const auto found = waiting.get_future().get();
  EXPECT_TRUE(found || found.failure().code == ec::unavailable);
}

}  // namespace
}  // namespace aurawell::net
