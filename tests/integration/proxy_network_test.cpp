// Gateways in a trusted network: the real program, with requests from several addresses.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using ::testing::Contains;
using ::testing::HasSubstr;

/// 127.0.0.1 is outside the network.
const std::string network = "server.trusted_proxies=127.0.0.64/26";
const std::string gateway = "127.0.0.99";

class proxy_network : public ::testing::Test {
 protected:
  void start(const std::vector<std::string>& set) {
    std::vector<std::string> arguments;
    for (const auto* always :
         {"storage.url=memory:", "server.port=0", "admin.port=0",
          "pools.health_chat.providers=offline", "pools.general_chat.providers=offline"}) {
      arguments.insert(arguments.end(), {"--set", always});
    }
    for (const auto& one : set) {
      arguments.insert(arguments.end(), {"--set", one});
    }
    program.emplace(arguments);
    port = program->port();
    ASSERT_NE(port, 0);
  }

  ws_client connect(const std::string& user, const std::string& from,
                    const std::string& forwarded_for) const {
    return ws_client{
        port, "/ws/chat/" + user, {.headers = {{"X-Forwarded-For", forwarded_for}}, .from = from}};
  }

  std::optional<running_program> program;
  std::uint16_t port = 0;
};

TEST_F(proxy_network, tells_whose_connects_are_counted) {
  start({network, "auth.allow_open_anywhere=true", "limits.connects_per_address=1"});
  // A port after the address is the client's and changes with every connection.
  EXPECT_TRUE(connect("a", gateway, "198.51.100.9:4711").connected());
  EXPECT_EQ(connect("b", "127.0.0.100", "198.51.100.9:4712").handshake().status, 429);
  EXPECT_EQ(connect("c", gateway, "198.51.100.9, 127.0.0.77").handshake().status, 429);
  EXPECT_TRUE(connect("d", gateway, "198.51.100.10").connected());
  EXPECT_TRUE(connect("e", gateway, "[2001:db8::1]:567").connected());
  EXPECT_EQ(connect("f", gateway, "[2001:db8::2]:568").handshake().status, 429);
  EXPECT_TRUE(connect("g", "127.0.0.1", "198.51.100.77").connected());
  EXPECT_EQ(connect("h", "127.0.0.1", "198.51.100.78").handshake().status, 429)
      << "who is no gateway is counted itself";
}

TEST_F(proxy_network, tells_whose_open_connections_are_counted) {
  start({network, "auth.allow_open_anywhere=true", "server.max_connections_per_address=1"});
  const auto first = connect("a", gateway, "198.51.100.9:4711");
  EXPECT_TRUE(first.connected());
  const auto other = connect("b", gateway, "198.51.100.10:4711");
  EXPECT_TRUE(other.connected()) << "the gateway's own connections have no limit";
  EXPECT_EQ(connect("c", gateway, "198.51.100.9:4712").handshake().status, 429);
}

TEST_F(proxy_network, may_name_users) {
  start({network, "auth.user_header=X-Auth-User"});
  const auto export_of = [&](const std::string& from) {
    return http_send(port, {"GET", "/api/v1/user/export", {{"X-Auth-User", "ann"}}, "", from});
  };
  EXPECT_EQ(export_of(gateway).status, 200);
  EXPECT_EQ(export_of("127.0.0.66").status, 200);
  EXPECT_EQ(export_of("127.0.0.1").status, 403);
}

TEST_F(proxy_network, that_is_none_ends_the_start_with_a_reason) {
  running_program refused{{"--set", "server.trusted_proxies=10.0.0.0/33"}};
  EXPECT_EQ(refused.wait(), 2);
  EXPECT_THAT(refused.whole_log(), Contains(HasSubstr("a number from 0 to 32")));
}

}  // namespace
}  // namespace aurawell
