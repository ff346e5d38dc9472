#include "net/host_header.hpp"

#include <gtest/gtest.h>

#include <boost/beast/http/field.hpp>

namespace aurawell::net {
namespace {

unsigned status_of(unsigned version, const std::vector<std::string>& hosts) {
  request_message request;
  request.version(version);
  for (const auto& host : hosts) {
    request.insert(boost::beast::http::field::host, host);
  }
  const auto refusal = refuse_host(request, {});
  return refusal ? refusal->status : 0;
}

TEST(host_header, is_needed_once_in_http_1_1) {
  EXPECT_EQ(status_of(11, {"chat.example.com:8000"}), 0U);
  EXPECT_EQ(status_of(11, {"[::1]:8000"}), 0U);
  EXPECT_EQ(status_of(11, {}), 400U);
  EXPECT_EQ(status_of(11, {"a", "a"}), 400U);
}

TEST(host_header, may_be_missing_but_not_doubled_in_http_1_0) {
  EXPECT_EQ(status_of(10, {}), 0U);
  EXPECT_EQ(status_of(10, {"a"}), 0U);
  EXPECT_EQ(status_of(10, {"a", "b"}), 400U);
}

TEST(host_header, names_a_host) {
  for (const auto* host : {"", "a b", "a/b", "http://a", "u@a", "a:b", "a:70000", "[::1", "[::."}) {
    EXPECT_EQ(status_of(11, {host}), 400U) << host;
    EXPECT_EQ(status_of(10, {host}), 400U) << host;
  }
}

}  // namespace
}  // namespace aurawell::net
