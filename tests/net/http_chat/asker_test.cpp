#include "net/http_chat/asker.hpp"

#include <gtest/gtest.h>

#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using kind = gateway_word::kind;

class asker : public rest_test {
 protected:
  /// The user; else the code of the failure.
  static std::string name_of(const result<caller>& requester) {
    return requester ? requester->user.value : std::string{to_string(requester.failure().code)};
  }

  std::string ours(const char* query, const char* in_body) {
    request.query = query;
    return name_of(find_asker(behind(), request, {in_body}));
  }

  std::string openai(const char* query, const char* in_body) {
    request.query = query;
    return name_of(find_openai_asker(behind(), request, in_body));
  }

  rest_request request;
};

TEST_F(asker, is_named_by_query_or_body) {
  EXPECT_EQ(ours("user_id=ann", ""), "ann");
  EXPECT_EQ(ours("", "ann"), "ann");
  EXPECT_EQ(ours("user_id=ann", "ann"), "ann");
  EXPECT_EQ(ours("user_id=ann", "bob"), "VALIDATION_1101") << "one meaning only";
  EXPECT_EQ(openai("user_id=ann", "end-user 7"), "ann");
  EXPECT_EQ(openai("", "bob"), "bob");
}

TEST_F(asker, with_a_token_is_its_owner) {
  request.token = "token-of-ann";
  EXPECT_EQ(ours("", ""), "ann");
  EXPECT_EQ(ours("user_id=bob", ""), "AUTH_1003");
  EXPECT_EQ(ours("", "bob"), "AUTH_1003");
  EXPECT_EQ(openai("", "bob"), "ann");
}

TEST_F(asker, behind_a_gateway_is_whom_it_names) {
  request.gateway = {kind::vouches, {"ann"}};
  for (const auto* key : {"", "any-key", "token-of-bob"}) {
    request.token = key;
    EXPECT_EQ(openai("", ""), "ann");
    EXPECT_EQ(openai("user_id=ann", "ann"), "ann");
    EXPECT_EQ(openai("user_id=bob", ""), "AUTH_1005");
    EXPECT_EQ(openai("", "bob"), "AUTH_1005");
    EXPECT_EQ(openai("user_id=ann", "bob"), "AUTH_1005");
    EXPECT_EQ(openai("", "not a name"), "AUTH_1005");
  }
  request.token = {};
  EXPECT_EQ(ours("", ""), "ann");
  EXPECT_EQ(ours("user_id=ann", "ann"), "ann");
  EXPECT_EQ(ours("user_id=bob", ""), "AUTH_1005");
  EXPECT_EQ(ours("", "bob"), "AUTH_1005");
}

TEST_F(asker, behind_a_gateway_that_names_nobody_is_nobody) {
  request.gateway = {kind::refused, {}, {ec::authentication_required, "missing"}};
  for (const auto* token : {"", "token-of-ann"}) {
    request.token = token;
    EXPECT_EQ(ours("user_id=ann", ""), "AUTH_1004");
    EXPECT_EQ(openai("user_id=ann", ""), "AUTH_1004");
  }
}

TEST_F(asker, behind_an_unproven_gateway_needs_a_token) {
  request.gateway = {kind::unproven};
  for (const auto* key : {"", "any-key"}) {
    request.token = key;
    EXPECT_EQ(openai("user_id=ann", ""), "AUTH_1004");
  }
  request.token = {};
  EXPECT_EQ(ours("user_id=ann", ""), "AUTH_1004");
  request.token = "token-of-ann";
  EXPECT_EQ(ours("user_id=ann", ""), "ann");
  EXPECT_EQ(openai("", ""), "ann");
}

}  // namespace
}  // namespace aurawell::net
