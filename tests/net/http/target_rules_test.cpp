#include "net/http/target_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;

/// The status of the refusal; 0 without one.
unsigned refusal(const std::string& target, const std::vector<std::string>& hosts,
                 unsigned version = 11) {
  request_message request;
  request.version(version);
  request.target(target);
  for (const auto& host : hosts) {
    request.insert("Host", host);
  }
  const auto reply = refuse_target(request, host_policy{{"app.example.com"}, "127.0.0.1"}, {});
  return reply ? reply->status : 0;
}

TEST(target_rules, take_what_is_meant_for_this_service) {
  for (const auto* host : {"app.example.com", "localhost:8000", "127.0.0.1", "[::1]:1"}) {
    EXPECT_EQ(refusal("/?user_id=ann", {host}), 0U) << host;
  }
  EXPECT_EQ(refusal("http://app.example.com:80/x?lang=en", {"localhost"}), 0U);
  EXPECT_EQ(refusal("/go?to=http://evil.example/", {"localhost"}), 0U);
}

TEST(target_rules, refuse_what_is_meant_for_another_host) {
  EXPECT_EQ(refusal("/", {"evil.example"}), 421U);
  EXPECT_EQ(refusal("http://evil.example/", {}, 10), 421U);
  for (const auto* target : {"http://evil.example/", "http://evil.example", "HTTP://evil.example?x",
                             "ws://evil.example:8000/ws/chat/ann"}) {
    EXPECT_EQ(refusal(target, {"localhost"}), 421U) << target;
  }
}

TEST(target_rules, want_one_host_that_http_1_0_may_leave_out) {
  EXPECT_EQ(refusal("/", {}), 400U);
  EXPECT_EQ(refusal("/", {}, 10), 0U);
  for (const unsigned version : {10U, 11U}) {
    EXPECT_EQ(refusal("/", {"localhost"}, version), 0U);
    EXPECT_EQ(refusal("/", {"localhost", "localhost"}, version), 400U);
  }
}

TEST(target_rules, refuse_what_is_no_host) {
  for (const auto* host :
       {"", "a b", "user@localhost", "localhost:99999", "[::1", "a/b", "http://a", "[::.", ":1"}) {
    EXPECT_EQ(refusal("/", {host}), 400U) << host;
    EXPECT_EQ(refusal("/", {host}, 10), 400U) << host;
  }
  EXPECT_EQ(refusal("http:///x", {"localhost"}), 400U);
  EXPECT_EQ(refusal("http://user@localhost/", {"localhost"}), 400U);
}

TEST(target_rules, want_one_proof_of_identity) {
  request_message request;
  request.version(10);
  request.target("/");
  request.insert("Authorization", "Bearer a");
  EXPECT_FALSE(refuse_target(request, host_policy{{}, ""}, {}));
  request.insert("Authorization", "Bearer a");
  EXPECT_EQ(refuse_target(request, host_policy{{}, ""}, {})->status, 400U);
}

TEST(target_rules, refuse_a_parameter_with_two_meanings) {
  EXPECT_EQ(refusal("/?user_id=ann&user_id=bob", {"localhost"}), 400U);
  EXPECT_EQ(refusal("http://localhost/x?User_ID=ann", {"localhost"}), 400U);
  request_message request;
  request.version(10);
  request.target("/?user%5Fid=ann");
  EXPECT_THAT(refuse_target(request, host_policy{{}, ""}, {})->body, HasSubstr("user_id"));
}

}  // namespace
}  // namespace aurawell::net
