#include "net/http/request_reader.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

request_message unified(request_message request) {
  unify_forms(request);
  return request;
}

TEST(request_forms, several_lines_of_a_list_are_one) {
  for (const auto* name : {"Accept", "Accept-Encoding", "Accept-Language",
                           "Access-Control-Request-Headers", "If-Match", "If-None-Match"}) {
    request_message request{http::verb::get, "/", 11};
    request.insert(name, "a, b");
    request.insert("Host", "localhost");
    request.insert(name, "c");
    request.insert(name, "");
    const auto read = unified(request);
    EXPECT_EQ(read.count(name), 1U) << name;
    EXPECT_EQ(read[name], "a, b, c,") << name;
    EXPECT_EQ(read["Host"], "localhost");
  }
}

TEST(request_forms, other_fields_stay_as_often_as_they_came) {
  request_message request{http::verb::get, "/", 11};
  request.insert("Authorization", "one");
  request.insert("Authorization", "two");
  EXPECT_EQ(unified(request).count("Authorization"), 2U);
  EXPECT_EQ(unified(request).count("Accept"), 0U);
}

TEST(request_forms, a_query_behind_a_host_gets_a_path) {
  const auto target_of = [](const char* target) {
    return std::string{unified({http::verb::get, target, 11}).target()};
  };
  EXPECT_EQ(target_of("http://host?x"), "http://host/?x");
  EXPECT_EQ(target_of("http://host:80?x/y"), "http://host:80/?x/y");
  for (const auto* as_it_is :
       {"http://host", "http://host/?x", "http://host/a?x", "/a?b=http://c?d", "*", "?x"}) {
    EXPECT_EQ(target_of(as_it_is), as_it_is);
  }
}

}  // namespace
}  // namespace aurawell::net
