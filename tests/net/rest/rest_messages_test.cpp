#include "net/rest/rest_messages.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(rest_messages, takes_the_language_that_is_wanted_most) {
  struct wish {
    const char* query;
    const char* header;
    language wanted;
  };
  for (const auto& [query, header, wanted] : {
           wish{"", "", language::zh},
           wish{"", "fr", language::zh},
           wish{"", "en", language::en},
           wish{"", "en-GB,en;q=0.9", language::en},
           wish{"", "fr, zh-CN;q=0.8, en;q=0.5", language::zh},
           wish{"", "zh;q=0.3,en;q=0.7", language::en},
           wish{"", "EN;q=x", language::zh},
           wish{"", "en;q=1e30, zh;q=0.1", language::zh},
           wish{"", "en;q=inf, en;q=nan, en;q=-1, en;q=1.001", language::zh},
           wish{"", "en;q=1.000", language::en},
           wish{"a=1&lang=en", "zh", language::en},
           wish{"lang=zh", "en", language::zh},
           wish{"lang=fr", "en", language::zh},
       }) {
    EXPECT_EQ(choose_language(query, header), wanted) << query << " " << header;
  }
}

TEST(rest_messages, finds_the_parts_of_a_request) {
  request_message message;
  message.method(boost::beast::http::verb::put);
  message.target("http://x/api/v1/user/profile?lang=en&user_id=a");
  message.set("Authorization", "bearer  abc.def ");
  message.set("If-Match", "\"7\"");
  message.set("Idempotency-Key", "k-1");
  message.set("Content-Type", "application/json");
  message.body() = "{}";
  const auto read = to_rest_request(message, "203.0.113.5", {});
  EXPECT_EQ(read.method, "PUT");
  EXPECT_EQ(read.path, "/api/v1/user/profile");
  EXPECT_EQ(read.query, "lang=en&user_id=a");
  EXPECT_EQ(read.token, "abc.def");
  EXPECT_EQ(read.if_match, "\"7\"");
  EXPECT_EQ(read.idempotency_key, "k-1");
  EXPECT_EQ(read.body, "{}");
  EXPECT_EQ(read.lang, language::en);
  EXPECT_EQ(read.address, "203.0.113.5");
}

TEST(rest_messages, takes_other_schemes_for_no_token) {
  request_message message;
  message.target("/");
  for (const auto* value : {"Basic YTpi", "Bearer", "BearerX abc", "abc"}) {
    message.set("Authorization", value);
    EXPECT_EQ(to_rest_request(message, "", {}).token, "") << value;
  }
}

}  // namespace
}  // namespace aurawell::net
