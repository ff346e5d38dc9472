#include "net/auth/passwords/sodium_password_hasher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace aurawell::net {
namespace {

using ::testing::StartsWith;

constexpr std::size_t least_memory = 8192;

class password_hashing : public ::testing::Test {
 protected:
  std::string hash(const std::string& password) {
    std::promise<result<std::string>> done;
    hasher->hash(password, {}, [&](auto made) { done.set_value(std::move(made)); });
    return done.get_future().get().value();
  }
  password_hasher::verdict verify(const std::string& password, const std::string& against) {
    std::promise<result<password_hasher::verdict>> done;
    hasher->verify(password, against, {}, [&](auto found) { done.set_value(std::move(found)); });
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

/// Blocks the only thread until it is released.
TEST_F(password_hashing, refuses_more_than_may_wait) {
  std::promise<void> begun;
  std::promise<void> release;
  hasher->hash("first", {}, [&](const auto&) {
    begun.set_value();
    release.get_future().wait();
  });
  begun.get_future().wait();
  std::vector<std::promise<result<std::string>>> answers(3);
  for (auto& answer : answers) {
    hasher->hash("next", {}, [&](auto made) { answer.set_value(std::move(made)); });
  }
  const auto refused = answers[2].get_future();
  ASSERT_EQ(refused.wait_for(std::chrono::seconds{0}), std::future_status::ready);
  release.set_value();
  EXPECT_TRUE(answers[0].get_future().get());
  EXPECT_TRUE(answers[1].get_future().get());
}

/// A request that waits too long, from an unknown and from a known network.
TEST_F(password_hashing, refuses_what_has_waited_too_long) {
  options.password_wait = std::chrono::milliseconds{1};
  for (const bool is_known : {false, true}) {
    hasher.emplace(options);
    std::promise<void> begun;
    std::promise<void> release;
    hasher->hash("first", {}, [&](const auto&) {
      begun.set_value();
      release.get_future().wait();
    });
    begun.get_future().wait();
    std::promise<result<std::string>> answer;
    hasher->hash("next", {"", is_known}, [&](auto made) { answer.set_value(std::move(made)); });
    const auto late = std::chrono::steady_clock::now() + options.password_wait;
    while (std::chrono::steady_clock::now() < late) {
      std::this_thread::yield();
    }
    release.set_value();
    const auto made = answer.get_future().get();
    ASSERT_FALSE(made);
    EXPECT_EQ(made.failure().code, ec::unavailable);
  }
}

TEST_F(password_hashing, answers_everybody_before_it_ends) {
  std::promise<void> begun;
  std::promise<void> release;
  hasher->hash("first", {}, [&](const auto&) {
    begun.set_value();
    release.get_future().wait();
  });
  begun.get_future().wait();
  std::promise<result<password_hasher::verdict>> waiting;
  hasher->verify("next", "", {}, [&](auto found) { waiting.set_value(std::move(found)); });
  auto ending = std::async(std::launch::async, [&] { hasher.reset(); });
  release.set_value();
  ending.get();
  const auto found = waiting.get_future().get();
  EXPECT_TRUE(found || found.failure().code == ec::unavailable);
}

/// One network has many requests; another one comes later.
TEST_F(password_hashing, gives_each_network_its_turn) {
  std::promise<void> begun;
  std::promise<void> release;
  options.password_queue = 4;
  hasher.emplace(options);
  hasher->hash("first", {}, [&](const auto&) {
    begun.set_value();
    release.get_future().wait();
  });
  begun.get_future().wait();
  std::mutex mutex;
  std::string done;
  std::string refused;
  std::promise<void> last;
  const auto ask = [&](const std::string& name, const std::string& network) {
    hasher->hash(name, {network}, [&, name](const auto& made) {
      const std::lock_guard lock{mutex};
      (made ? done : refused) += name + " ";
      if (made && name == "m3") {
        last.set_value();
      }
    });
  };
  for (const auto* name : {"m1", "m2", "m3", "m4", "m5"}) {
    ask(name, "203.0.113.0/24");
  }
  EXPECT_EQ(refused, "m5 ");
  ask("o1", "198.51.100.0/24");
  EXPECT_EQ(refused, "m5 m4 ") << "the one with the most gives way";
  release.set_value();
  last.get_future().wait();
  const std::lock_guard lock{mutex};
  EXPECT_EQ(done, "m1 o1 m2 m3 ");
}

/// Unknown clients from as many networks as may wait.
TEST_F(password_hashing, keeps_room_for_those_who_are_known) {
  std::promise<void> begun;
  std::promise<void> release;
  options.password_queue = 32;
  hasher.emplace(options);
  hasher->hash("first", {}, [&](const auto&) {
    begun.set_value();
    release.get_future().wait();
  });
  begun.get_future().wait();
  std::mutex mutex;
  std::vector<std::string> done;
  std::vector<std::string> refused;
  std::promise<void> all;
  const auto ask = [&](const std::string& name, const hash_asker& asker) {
    hasher->hash(name, asker, [&, name](const auto& made) {
      const std::lock_guard lock{mutex};
      (made ? done : refused).push_back(name);
      if (done.size() == 35) {
        all.set_value();
      }
    });
  };
  for (int i = 0; i < 33; ++i) {
    ask("stranger", {"10.0." + std::to_string(i) + ".0/24"});
  }
  EXPECT_EQ(refused.size(), 1U);
  for (const auto* name : {"k1", "k2", "k3"}) {
    ask(name, {"203.0.113.0/24", true});
  }
  EXPECT_EQ(refused.size(), 1U) << "there is room for who is known";
  release.set_value();
  all.get_future().wait();
  const std::lock_guard lock{mutex};
  EXPECT_EQ((std::vector<std::string>{done.begin(), done.begin() + 6}),
            (std::vector<std::string>{"k1", "stranger", "k2", "stranger", "k3", "stranger"}));
}

}  // namespace
}  // namespace aurawell::net
