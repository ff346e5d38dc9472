#include "net/tls/served_certificate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "net/tls/certificate_watch.hpp"
#include "tests/net/tls/certificate_folder.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::net {
namespace {

using test_support::captured_log;
using ::testing::HasSubstr;
using ::testing::Not;

class served_certificate_test : public ::testing::Test {
 protected:
  void load() { ASSERT_TRUE(shown->load(now)); }

  captured_log log;
  certificate_folder folder;
  std::shared_ptr<served_certificate> shown =
      std::make_shared<served_certificate>("clients", folder.files());
  const wall_time now = std::chrono::system_clock::now();
};

TEST_F(served_certificate_test, fails_at_the_start_without_usable_files) {
  folder.write("key.pem", "no key");
  const auto read = shown->load(now);
  ASSERT_FALSE(read);
  EXPECT_THAT(read.failure().detail, HasSubstr("key.pem"));
}

TEST_F(served_certificate_test, takes_a_renewed_certificate_when_its_files_change) {
  load();
  const auto former = shown->current();
  shown->check(now);
  EXPECT_EQ(shown->current(), former);
  folder.put(folder.authority.issue("DNS:localhost", {-1, 90}));
  shown->check(now);
  EXPECT_GT(shown->current()->expires(), former->expires());
  EXPECT_THAT(log.text(), HasSubstr("tls.certificate_loaded listener=clients"));
  EXPECT_EQ(shown->loads(), 2U);
}

TEST_F(served_certificate_test, keeps_its_certificate_until_both_files_fit) {
  load();
  const auto former = shown->current();
  const auto renewed = folder.authority.issue("DNS:localhost");
  folder.write("cert.pem", renewed.certificate_pem);
  shown->check(now);
  EXPECT_EQ(shown->current(), former);
  EXPECT_THAT(log.text(), HasSubstr("tls.certificate_unusable listener=clients"));
  folder.write("key.pem", renewed.private_key_pem);
  shown->check(now);
  EXPECT_NE(shown->current(), former);
  EXPECT_EQ(shown->failed_loads(), 1U);
}

TEST_F(served_certificate_test, takes_a_certificate_when_the_day_has_come_from_which_it_counts) {
  load();
  const auto former = shown->current();
  folder.put(folder.authority.issue("DNS:localhost", {1, 90}));
  shown->check(now);
  EXPECT_EQ(shown->current(), former);
  shown->check(now + std::chrono::hours{36});
  EXPECT_GT(shown->current()->expires(), former->expires());
}

TEST_F(served_certificate_test, says_once_that_files_are_unusable) {
  load();
  folder.write("cert.pem", "half");
  shown->check(now);
  shown->check(now);
  EXPECT_EQ(shown->failed_loads(), 1U);
  shown->reload(now);
  EXPECT_EQ(shown->failed_loads(), 2U);
}

TEST_F(served_certificate_test, does_not_take_an_expired_one_for_a_valid_one) {
  load();
  const auto former = shown->current();
  folder.put(folder.authority.issue("DNS:localhost", {-30, -1}));
  shown->check(now);
  EXPECT_EQ(shown->current(), former);
  EXPECT_THAT(log.text(), HasSubstr("has expired"));
}

TEST_F(served_certificate_test, warns_about_an_expired_one_at_the_start_and_serves_it) {
  folder.put(folder.authority.issue("DNS:localhost", {-30, -1}));
  load();
  EXPECT_THAT(log.text(), HasSubstr("tls.certificate_expires listener=clients days_left=-"));
}

TEST_F(served_certificate_test, warns_about_the_end_of_a_certificate) {
  load();
  EXPECT_THAT(log.text(), Not(HasSubstr("tls.certificate_expires")));
  folder.put(folder.authority.issue("DNS:localhost", {-30, 3}));
  shown->check(now);
  EXPECT_THAT(log.text(), HasSubstr("tls.certificate_expires listener=clients days_left=2"));
}

TEST_F(served_certificate_test, refuses_a_key_that_others_can_read) {
  const auto open_to_all = [this] {
    std::filesystem::permissions(folder.path("key.pem"), std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
  };
  load();
  const auto former = shown->current();
  folder.put(folder.authority.issue("DNS:localhost"));
  open_to_all();
  shown->check(now);
  EXPECT_EQ(shown->current(), former);
  EXPECT_THAT(log.text(), HasSubstr("tls.certificate_unusable listener=clients"));
  EXPECT_THAT(log.text(), HasSubstr("can be read by every user of this machine"));
  std::filesystem::permissions(folder.path("key.pem"), std::filesystem::perms::others_read,
                               std::filesystem::perm_options::remove);
  shown->check(now);
  EXPECT_NE(shown->current(), former);

  open_to_all();
  served_certificate another{"clients", folder.files()};
  const auto started = another.load(now);
  ASSERT_FALSE(started);
  EXPECT_THAT(started.failure().detail, HasSubstr("key.pem"));
  EXPECT_THAT(started.failure().detail, HasSubstr("chmod o-r"));
}

TEST_F(served_certificate_test, makes_new_keys_for_tickets_after_their_time) {
  load();
  const auto former = shown->current();
  shown->check(now + served_certificate::ticket_key_life - std::chrono::minutes{1});
  EXPECT_EQ(shown->current(), former);
  shown->check(now + served_certificate::ticket_key_life);
  EXPECT_NE(shown->current(), former);
}

TEST_F(served_certificate_test, is_looked_at_regularly) {
  load();
  const auto former = shown->current();
  const certificate_watch watch{{shown}, std::chrono::milliseconds{1}};
  folder.put(folder.authority.issue("DNS:localhost"));
  const auto deadline = std::chrono::steady_clock::now() + test_support::test_patience;
  while (shown->current() == former && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::yield();
  }
  EXPECT_NE(shown->current(), former);
}

}  // namespace
}  // namespace aurawell::net
