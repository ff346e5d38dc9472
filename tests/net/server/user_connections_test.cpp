#include "net/server/user_connections.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

#include "tests/support/fake_channel.hpp"

namespace aurawell::net {
namespace {

using test_support::fake_channel;

const user_id ann{"ann"};
const user_id bob{"bob"};

class user_connections_of_two : public ::testing::Test {
 protected:
  std::shared_ptr<fake_channel> open(const user_id& user, const char* session,
                                     const char* login = "") {
    auto channel = std::make_shared<fake_channel>();
    roster.joined(user, {session}, channel, login);
    return channel;
  }

  user_connections roster{2};
};

TEST_F(user_connections_of_two, closes_the_oldest_past_the_limit) {
  const auto first = open(ann, "s-1");
  const auto second = open(ann, "s-2");
  EXPECT_FALSE(first->closed_with);
  const auto third = open(ann, "s-3");
  ASSERT_TRUE(first->closed_with);
  EXPECT_EQ(first->closed_with->first, close_code::replaced);
  EXPECT_EQ(first->closed_with->second, "too many connections of this user");
  EXPECT_FALSE(second->closed_with);
  EXPECT_FALSE(third->closed_with);
  open(ann, "s-4");
  EXPECT_TRUE(second->closed_with);
}

TEST_F(user_connections_of_two, comes_down_to_a_smaller_limit_with_the_next_connection) {
  roster.set_limit(3);
  const auto first = open(ann, "s-1");
  const auto second = open(ann, "s-2");
  const auto third = open(ann, "s-3");
  EXPECT_FALSE(first->closed_with);
  roster.set_limit(1);
  EXPECT_FALSE(first->closed_with);
  const auto last = open(ann, "s-4");
  EXPECT_TRUE(first->closed_with && second->closed_with && third->closed_with);
  EXPECT_FALSE(last->closed_with);
}

TEST_F(user_connections_of_two, counts_each_user_alone) {
  const auto first = open(ann, "s-1");
  open(bob, "s-2");
  open(ann, "s-3");
  open(bob, "s-4");
  EXPECT_FALSE(first->closed_with);
}

TEST_F(user_connections_of_two, does_not_count_what_has_left) {
  const auto first = open(ann, "s-1");
  const auto second = open(ann, "s-2");
  roster.left(ann, *second);
  roster.left(ann, *second);
  open(ann, "s-3");
  EXPECT_FALSE(first->closed_with);
  roster.left(bob, *first);
  open(ann, "s-4");
  EXPECT_TRUE(first->closed_with);
}

TEST_F(user_connections_of_two, leaves_a_taken_over_connection_to_its_session) {
  const auto before = open(ann, "s-1");
  const auto other = open(ann, "s-2");
  const auto after = open(ann, "s-1");
  EXPECT_FALSE(before->closed_with) << "its session closes it";
  EXPECT_FALSE(other->closed_with);
  roster.left(ann, *before);
  open(ann, "s-3");
  EXPECT_TRUE(other->closed_with) << "a session that is resumed arrives anew";
  EXPECT_FALSE(after->closed_with);
}

TEST_F(user_connections_of_two, forgets_the_channels_of_those_who_left) {
  const auto channel = open(ann, "s-1");
  EXPECT_EQ(channel.use_count(), 2);
  roster.left(ann, *channel);
  EXPECT_EQ(channel.use_count(), 1);
}

TEST_F(user_connections_of_two, closes_those_of_a_login_that_signs_out) {
  const auto first = open(ann, "s-1", "l-1");
  const auto second = open(ann, "s-2", "l-2");
  const auto other = open(bob, "s-3", "l-1");
  roster.close_login(ann, "l-1");
  ASSERT_TRUE(first->closed_with);
  EXPECT_EQ(first->closed_with->first, close_code::unauthenticated);
  EXPECT_EQ(first->closed_with->second, "signed out");
  EXPECT_FALSE(second->closed_with);
  EXPECT_FALSE(other->closed_with);
  roster.close_login({"nobody"}, "l-1");
}

TEST_F(user_connections_of_two, knows_the_login_of_the_newest_token) {
  const auto first = open(ann, "s-1", "l-1");
  const auto second = open(ann, "s-2", "l-1");
  roster.renewed(ann, *second, "l-2");
  roster.renewed(bob, *first, "l-2");
  roster.close_login(ann, "l-2");
  EXPECT_FALSE(first->closed_with);
  EXPECT_TRUE(second->closed_with);
}

TEST_F(user_connections_of_two, ends_answers_with_their_login_and_does_not_count_them) {
  const auto answer = std::make_shared<fake_channel>();
  const auto other = std::make_shared<fake_channel>();
  roster.answers(ann, answer, "l-1");
  roster.answers(ann, other, "l-2");
  const auto first = open(ann, "s-1", "l-2");
  const auto second = open(ann, "s-2", "l-2");
  EXPECT_FALSE(first->closed_with) << "the answers took no place";
  roster.close_login(ann, "l-1");
  ASSERT_TRUE(answer->closed_with);
  EXPECT_EQ(answer->closed_with->second, "signed out");
  EXPECT_FALSE(other->closed_with);
  roster.left(ann, *answer);
  roster.close_user(ann);
  EXPECT_TRUE(other->closed_with);
  EXPECT_TRUE(second->closed_with);
}

TEST_F(user_connections_of_two, closes_all_of_a_user_whose_account_is_gone) {
  const auto first = open(ann, "s-1", "l-1");
  const auto second = open(ann, "s-2");
  const auto other = open(bob, "s-3");
  roster.close_user(ann);
  ASSERT_TRUE(first->closed_with && second->closed_with);
  EXPECT_EQ(first->closed_with->first, close_code::unauthenticated);
  EXPECT_EQ(first->closed_with->second, "the account is gone");
  EXPECT_FALSE(other->closed_with);
}

/// Only counts: its closes come from several threads.
class counted_channel final : public client_channel {
 public:
  explicit counted_channel(std::atomic<int>& closed) : closed_{closed} {}
  room send(std::vector<server_event>) override { return room::more; }
  void close(close_code, std::string) override { ++closed_; }

 private:
  std::atomic<int>& closed_;
};

TEST(user_connections, closes_each_surplus_connection_once_between_threads) {
  constexpr int threads = 4;
  constexpr int rounds = 1'000;
  user_connections roster{3};
  std::atomic<int> closed{0};
  std::vector<std::thread> crowd;
  for (int t = 0; t < threads; ++t) {
    crowd.emplace_back([&, t] {
      for (int i = 0; i < rounds; ++i) {
        const session_id session{std::to_string(t) + "-" + std::to_string(i)};
        roster.joined(ann, session, std::make_shared<counted_channel>(closed));
      }
    });
  }
  for (auto& thread : crowd) {
    thread.join();
  }
  EXPECT_EQ(closed, threads * rounds - 3);
}

TEST_F(user_connections_of_two, closes_every_login_but_one) {
  const auto spared = open(ann, "s-1", "l-1");
  const auto meant = open(ann, "s-2", "l-2");
  const auto other = open(bob, "s-3", "l-2");
  roster.close_others(ann, "l-1");
  ASSERT_TRUE(meant->closed_with);
  EXPECT_EQ(meant->closed_with->first, close_code::unauthenticated);
  EXPECT_FALSE(spared->closed_with);
  EXPECT_FALSE(other->closed_with);
}

}  // namespace
}  // namespace aurawell::net
