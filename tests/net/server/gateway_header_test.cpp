#include "net/server/gateway_header.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace aurawell::net {
namespace {

using kind = gateway_word::kind;
using fields = std::vector<std::pair<std::string, std::string>>;

class a_gateway_header : public ::testing::Test {
 protected:
  gateway_word read(const fields& headers, const char* peer = "10.0.0.7") const {
    request_message request;
    for (const auto& [name, value] : headers) {
      request.insert(name, value);
    }
    const client_address addresses{options.trusted_proxies};
    return gateway_header{options, addresses}.read(boost::asio::ip::make_address(peer), request);
  }

  void expect_refused(const fields& headers, ec code, const char* peer = "10.0.0.7") const {
    const auto word = read(headers, peer);
    EXPECT_EQ(word.says, kind::refused);
    EXPECT_EQ(word.why.code, code) << word.why.detail;
    EXPECT_LE(word.why.detail.size(), 123U) << "it must fit into a close frame";
    EXPECT_TRUE(word.user.empty());
  }

  server_options options = [] {
    server_options values;
    values.trusted_proxies = {"10.0.0.7"};
    values.user_header = "X-Auth-User";
    return values;
  }();
};

TEST_F(a_gateway_header, names_the_user) {
  for (const auto* peer : {"10.0.0.7", "::ffff:10.0.0.7"}) {
    const auto word = read({{"x-auth-user", "ann@example.com"}}, peer);
    EXPECT_EQ(word.says, kind::vouches);
    EXPECT_EQ(word.user.value, "ann@example.com");
  }
}

TEST_F(a_gateway_header, counts_from_a_network_of_gateways) {
  options.trusted_proxies = {"10.0.0.0/8"};
  for (const auto* peer : {"10.0.0.7", "10.255.0.1", "::ffff:10.9.9.9"}) {
    EXPECT_EQ(read({{"X-Auth-User", "ann"}}, peer).says, kind::vouches) << peer;
  }
  expect_refused({{"X-Auth-User", "ann"}}, ec::forbidden, "11.0.0.7");
}

TEST_F(a_gateway_header, must_be_there) {
  expect_refused({}, ec::authentication_required);
  expect_refused({{"X_Auth_User", "ann"}, {"X-Auth-Users", "ann"}}, ec::authentication_required);
  expect_refused({}, ec::authentication_required, "192.0.2.1");
}

TEST_F(a_gateway_header, counts_from_gateways_only) {
  for (const auto* peer : {"192.0.2.1", "127.0.0.1", "::1", "0.0.0.0", "10.0.0.70"}) {
    expect_refused({{"X-Auth-User", "ann"}}, ec::forbidden, peer);
  }
}

TEST_F(a_gateway_header, names_one_user_once) {
  for (const auto* value :
       {"", "ann, bob", "ann,ann", "ann bob", "ann/", "\xE5\xAE\x89", "an\tn"}) {
    expect_refused({{"X-Auth-User", value}}, ec::bad_format);
  }
  expect_refused({{"X-Auth-User", std::string(129, 'a')}}, ec::bad_format);
  expect_refused({{"X-Auth-User", "ann"}, {"X-Auth-User", "ann"}}, ec::bad_format);
  expect_refused({{"X-Auth-User", "ann"}, {"x-auth-user", "bob"}}, ec::bad_format);
  expect_refused({{"X-Auth-User", "ann"}, {"X-AUTH-USER", ""}}, ec::bad_format);
}

TEST_F(a_gateway_header, that_is_not_set_leaves_a_gateway_unproven) {
  options.user_header.clear();
  EXPECT_EQ(read({}).says, kind::none);
  EXPECT_EQ(read({{"X-Auth-User", "ann"}}).says, kind::none);
  for (const auto* name : {"X-Forwarded-For", "x-forwarded-for", "Forwarded", "X-Forwarded-Host",
                           "X-Forwarded-Proto", "X-Forwarded-Server", "X-Real-IP", "Via",
                           "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"}) {
    EXPECT_EQ(read({{name, "x"}}).says, kind::unproven) << name;
    EXPECT_EQ(read({{name, ""}}, "192.0.2.1").says, kind::unproven) << name;
  }
  options.proxy_protocol = true;
  EXPECT_EQ(read({}, "192.0.2.1").says, kind::unproven) << "the proxy need not add a field";
  options.trusts_unproven_gateways = true;
  EXPECT_EQ(read({{"X-Forwarded-For", "192.0.2.9"}}).says, kind::none);
}

}  // namespace
}  // namespace aurawell::net
