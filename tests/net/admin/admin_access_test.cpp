#include "net/admin/admin_access.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using enum admin_need;
using ::testing::HasSubstr;

const std::string right_token(40, 't');

class admin_access_test : public ::testing::Test {
 protected:
  /// 0: the request may be answered.
  static unsigned status(const admin_access& access, const http_query& query, admin_need need) {
    const auto refused = access.refuse(query, need);
    return refused ? refused->status : 0;
  }

  static http_query request(std::string_view method, std::string_view authorization = {}) {
    http_query query{method, "/admin/x", "", "", "", "127.0.0.1:8001"};
    query.authorization = authorization;
    return query;
  }

  const std::shared_ptr<const admin_token> token = std::make_shared<admin_token>(right_token);
  const std::string shown = "Bearer " + right_token;
  const std::string wrong = "Bearer " + std::string(40, 'u');
};

TEST_F(admin_access_test, trusts_who_reaches_a_loopback_address_without_a_token) {
  const admin_access access{nullptr, true};
  for (const auto need : {nothing, reading, operating}) {
    EXPECT_EQ(status(access, request("GET"), need), 0U);
    EXPECT_EQ(status(access, request("POST"), need), 0U);
  }
}

TEST_F(admin_access_test, lets_strangers_read_numbers_only) {
  const admin_access access{nullptr, false};
  EXPECT_EQ(status(access, request("GET"), nothing), 0U);
  EXPECT_EQ(status(access, request("GET"), reading), 0U);
  EXPECT_EQ(status(access, request("GET"), operating), 403U);
  EXPECT_EQ(status(access, request("POST", shown), operating), 403U);
  EXPECT_THAT(access.refuse(request("GET"), operating)->body, HasSubstr("Set admin.token_file"));
}

TEST_F(admin_access_test, wants_the_token_wherever_it_listens) {
  for (const bool only_operators_connect : {true, false}) {
    const admin_access access{token, only_operators_connect};
    for (const auto need : {reading, operating}) {
      for (const auto* method : {"GET", "HEAD", "POST", "PUT", "DELETE"}) {
        EXPECT_EQ(status(access, request(method), need), 401U);
        EXPECT_EQ(status(access, request(method, wrong), need), 401U);
        EXPECT_EQ(status(access, request(method, shown + "x"), need), 401U);
        EXPECT_EQ(status(access, request(method, right_token), need), 401U);
        EXPECT_EQ(status(access, request(method, "Basic " + right_token), need), 401U);
        EXPECT_EQ(status(access, request(method, shown), need), 0U);
      }
    }
    EXPECT_EQ(status(access, request("GET"), nothing), 0U);
  }
}

TEST_F(admin_access_test, says_what_to_show) {
  const auto refused = admin_access{token, true}.refuse(request("GET"), reading);
  ASSERT_TRUE(refused);
  EXPECT_THAT(refused->headers,
              ::testing::Contains(::testing::Pair("WWW-Authenticate", HasSubstr("Bearer realm="))));
  EXPECT_THAT(refused->body, HasSubstr("admin.token_file"));
}

TEST_F(admin_access_test, changes_nothing_for_pages_of_other_sites) {
  const admin_access access{token, true};
  for (const auto* method : {"POST", "PUT", "DELETE"}) {
    auto query = request(method, shown);
    for (const auto* origin : {"null", "http://evil.example", "http://127.0.0.1:3000",
                               "http://localhost:8001", "https://127.0.0.1"}) {
      query.origin = origin;
      EXPECT_EQ(status(access, query, operating), 403U) << origin;
    }
    query.origin = "http://127.0.0.1:8001";
    EXPECT_EQ(status(access, query, operating), 0U);
    query.sec_fetch_site = "same-origin";
    EXPECT_EQ(status(access, query, operating), 0U);
    query.origin = "";
    for (const auto* site : {"cross-site", "same-site"}) {
      query.sec_fetch_site = site;
      EXPECT_EQ(status(access, query, operating), 403U) << site;
    }
    query.sec_fetch_site = "none";
    EXPECT_EQ(status(access, query, operating), 0U);
  }
  auto reads = request("GET", shown);
  reads.sec_fetch_site = "cross-site";
  EXPECT_EQ(status(access, reads, reading), 0U) << "the page cannot read the reply";
}

}  // namespace
}  // namespace aurawell::net
