#include "net/http/request_rules.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>

namespace aurawell::net {
namespace {

using field_list = std::initializer_list<std::pair<const char*, const char*>>;

request_message make(field_list fields, unsigned version = 11, const char* target = "/",
                     const char* method = "GET") {
  request_message request;
  request.version(version);
  request.method_string(method);
  request.target(target);
  for (const auto& [name, value] : fields) {
    request.insert(name, value);
  }
  return request;
}

TEST(request_rules, find_how_long_a_body_is) {
  EXPECT_EQ(find_framing(make({}))->length, 0U);
  EXPECT_EQ(find_framing(make({{"Content-Length", "007"}}))->length, 7U);
  EXPECT_EQ(find_framing(make({{"content-length", "18446744073709551615"}}, 10))->length,
            18446744073709551615U);
  EXPECT_TRUE(find_framing(make({{"transfer-encoding", "CHUNKED"}}))->is_chunked);
}

TEST(request_rules, refuse_a_body_whose_length_is_in_doubt) {
  for (const auto* coding : {"gzip", "identity", "xchunked", "chunked, identity", "\"chunked\"", "",
                             ",", "chunked,", "gzip, chunked", "chunked;q=1", "chunked chunked"}) {
    EXPECT_FALSE(find_framing(make({{"Transfer-Encoding", coding}}))) << coding;
  }
  EXPECT_FALSE(find_framing(make({{"Transfer-Encoding", "chunked"}}, 10)));
  EXPECT_FALSE(find_framing(make({{"Transfer-Encoding", "chunked"}, {"Content-Length", "5"}})));
  EXPECT_FALSE(
      find_framing(make({{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}})));
  for (const auto* length :
       {"", "+5", "-5", "5, 5", "5 5", "0x5", "5.0", "5a", "18446744073709551616"}) {
    EXPECT_FALSE(find_framing(make({{"Content-Length", length}}))) << length;
  }
  EXPECT_FALSE(find_framing(make({{"Content-Length", "5"}, {"Content-Length", "5"}})));
}

TEST(request_rules, know_the_forms_of_a_target) {
  const auto is_valid = [](const char* target, const char* method = "GET") {
    return has_valid_target(make({{"Host", "x:80"}}, 11, target, method));
  };
  for (const auto* target :
       {"/", "/a?b", "//x/", "http://x/a", "HTTP://X", "http://x:80?a", "https://x:80/"}) {
    EXPECT_TRUE(is_valid(target)) << target;
  }
  for (const auto* target :
       {"*", "a", "x:80", "http://y/", "http://x:81/", "http://u@x/", "http://", "http:///",
        "https://x/", "ftp://x/", "://x/", "http:/x", "?a"}) {
    EXPECT_FALSE(is_valid(target)) << target;
  }
  EXPECT_TRUE(is_valid("*", "OPTIONS"));
  EXPECT_TRUE(is_valid("x:443", "CONNECT"));
  EXPECT_FALSE(is_valid("/", "CONNECT"));
  EXPECT_TRUE(has_valid_target(make({}, 10, "http://x/")));
}

TEST(request_rules, understand_what_is_expected) {
  EXPECT_EQ(find_expectation(make({})), expectation::none);
  EXPECT_EQ(find_expectation(make({{"Expect", "100-Continue"}})), expectation::go_ahead);
  EXPECT_EQ(find_expectation(make({{"Expect", "100-continue"}}, 10)), expectation::none);
  for (const auto* wish : {"", "200-ok", "100-continue, 200-ok"}) {
    EXPECT_EQ(find_expectation(make({{"Expect", wish}})), expectation::unknown) << wish;
  }
  EXPECT_EQ(find_expectation(make({{"Expect", "100-continue"}, {"Expect", "100-continue"}})),
            expectation::unknown);
}

TEST(request_rules, let_close_win) {
  EXPECT_TRUE(wants_keep_alive(make({})));
  EXPECT_FALSE(wants_keep_alive(make({}, 10)));
  EXPECT_TRUE(wants_keep_alive(make({{"Connection", "Keep-Alive"}}, 10)));
  for (const unsigned version : {10U, 11U}) {
    EXPECT_FALSE(wants_keep_alive(make({{"Connection", "close"}}, version)));
    EXPECT_FALSE(wants_keep_alive(make({{"Connection", "keep-alive, Close"}}, version)));
    EXPECT_FALSE(wants_keep_alive(
        make({{"Connection", "keep-alive"}, {"Connection", "upgrade, close"}}, version)));
  }
}

}  // namespace
}  // namespace aurawell::net
