#include "net/address/forwarded_header.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <string>

#include "net/address/client_address.hpp"

namespace aurawell::net {
namespace {

using ::testing::AnyOf;

std::string forwarded_client(const std::string& fields) {
  static const client_address behind{{"10.0.0.0/8"}};
  const auto hops = hops_of_forwarded(fields);
  return hops ? behind.find(boost::asio::ip::make_address("10.0.0.1"), *hops) : "(refused)";
}

TEST(forwarded_header, names_the_client) {
  EXPECT_EQ(forwarded_client("for=198.51.100.9"), "198.51.100.9");
  EXPECT_EQ(forwarded_client("For=198.51.100.9;proto=https;by=10.0.0.1"), "198.51.100.9");
  EXPECT_EQ(forwarded_client("proto=https;host=\"app.example.com:443\";FOR=\"198.51.100.9:4711\""),
            "198.51.100.9");
  EXPECT_EQ(forwarded_client("for=\"[2001:db8:1:2::9]:4711\""), "2001:db8:1:2::/64");
  EXPECT_EQ(forwarded_client("for=\"198.51\\.100.9\""), "198.51.100.9");
}

TEST(forwarded_header, names_the_last_one_that_is_not_trusted) {
  EXPECT_EQ(forwarded_client("for=203.0.113.5, for=198.51.100.9 , for=10.2.3.4"), "198.51.100.9");
  EXPECT_EQ(forwarded_client("for=203.0.113.5,\tfor=198.51.100.9"), "198.51.100.9");
}

TEST(forwarded_header, names_nobody_behind_what_hides) {
  for (const auto* last : {"for=unknown", "for=_hidden", "for=\"_a,b\"", "proto=https", "for=\"\"",
                           "for=\"1.2.3.4, 5.6.7.8\""}) {
    EXPECT_EQ(forwarded_client(std::string{"for=203.0.113.5, "} + last), "") << last;
  }
  EXPECT_EQ(hops_of_forwarded(""), "");
}

/// RFC 7239, section 4, and RFC 9110, section 5.6.1.2.
TEST(forwarded_header, may_have_empty_parts) {
  for (const auto* same :
       {"for=198.51.100.9;", ";for=198.51.100.9", ";;for=198.51.100.9;;by=_x;", "for=198.51.100.9,",
        ",for=198.51.100.9", " , ,for=198.51.100.9 ,\t, ", "for=203.0.113.5,,for=198.51.100.9"}) {
    EXPECT_EQ(forwarded_client(same), "198.51.100.9") << same;
  }
  EXPECT_EQ(forwarded_client("for=203.0.113.5,;"), "");
  EXPECT_EQ(forwarded_client(","), "");
}

/// A proxy appends its element, with quotes where it needs them.
TEST(forwarded_header, of_a_client_never_hides_what_the_proxy_appends) {
  const std::string parts[] = {"a", "=", "\"", "\\", ",", ";", " ", "for=1.2.3.4"};
  constexpr std::size_t base = std::size(parts);
  for (const auto* own : {"for=198.51.100.9", "for=\"198.51.100.9:80\";proto=\"https\""}) {
    for (std::size_t number = 0; number < base * base * base * base; ++number) {
      std::string client;
      for (auto rest = number; rest > 0; rest /= base) {
        client += parts[rest % base];
      }
      EXPECT_THAT(forwarded_client(client + "," + own), AnyOf("198.51.100.9", "(refused)"))
          << client;
    }
  }
}

TEST(forwarded_header, is_refused_when_its_grammar_is_broken) {
  for (const auto* broken :
       {"for", "for=", "=1.2.3.4", "for 198.51.100.9", "for= 198.51.100.9", "for =198.51.100.9",
        "for=\"198.51.100.9", "for=\"198.51.100.9\\", "for=198.51.100.9:80", "for=[2001:db8::1]",
        "for=198.51.100.9 for=198.51.100.9", "for=198.51.100.9;for=203.0.113.5",
        "for=198.51.100.9\x01"}) {
    EXPECT_FALSE(hops_of_forwarded(broken)) << broken;
    EXPECT_FALSE(hops_of_forwarded(std::string{broken} + ", for=203.0.113.5")) << broken;
  }
}

TEST(forwarded_header, of_any_beginning_names_no_other_client) {
  const std::string whole = "proto=https;for=198.51.100.9, for=\"10.0.0.1:80\";by=_x";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto found = forwarded_client(whole.substr(0, size));
    EXPECT_TRUE(found == "(refused)" || std::string{"198.51.100.9"}.starts_with(found)) << found;
  }
}

}  // namespace
}  // namespace aurawell::net
