#include "net/socket/listening_socket.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/socket/listening_sockets.hpp"

namespace aurawell::net {
namespace {

using boost::asio::ip::make_address;
using boost::asio::ip::tcp;

std::string refusal_of(file_descriptor owned) {
  const auto checked = listening_socket::check(std::move(owned), false);
  return checked ? "" : checked.failure().detail;
}

TEST(listening_socket, knows_its_address) {
  const auto one = make_listening();
  EXPECT_EQ(one.endpoint().address(), make_address("127.0.0.1"));
  EXPECT_NE(one.endpoint().port(), 0);
}

TEST(listening_socket, is_nothing_else) {
  EXPECT_EQ(refusal_of(file_descriptor{}), "is no socket");
  EXPECT_EQ(refusal_of(file_descriptor{::open("/dev/null", O_RDONLY | O_CLOEXEC)}), "is no socket");
  EXPECT_EQ(refusal_of(file_descriptor{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)}),
            "is no TCP socket");
  EXPECT_EQ(refusal_of(file_descriptor{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)}),
            "is no TCP socket");
  EXPECT_EQ(refusal_of(bound_descriptor()), "does not listen");
}

TEST(listening_socket, recognises_itself_behind_another_descriptor) {
  const auto one = make_listening();
  const auto other = make_listening();
  const auto again = one.share();
  ASSERT_TRUE(again);
  EXPECT_NE(again->number(), one.number());
  EXPECT_TRUE(again->is_same_socket_as(one));
  EXPECT_FALSE(other.is_same_socket_as(one));
  std::vector<listening_socket> all;
  add_if_new(all, make_listening());
  add_if_new(all, all.front().share().value());
  EXPECT_EQ(all.size(), 1U);
}

TEST(listening_socket, has_a_role_with_a_name) {
  for (const auto role : all_listener_roles) {
    EXPECT_EQ(listener_role_of(to_string(role)), role);
  }
  EXPECT_EQ(listener_role_of("client"), std::nullopt);
}

class inherited : public ::testing::Test {
 protected:
  /// Adds a socket; returns its address.
  tcp::endpoint add(listener_role role, const std::string& host = "127.0.0.1") {
    auto one = make_listening(host);
    const auto at = one.endpoint();
    sockets.add({role, std::move(one)});
    return at;
  }

  inherited_sockets sockets;
};

TEST_F(inherited, sockets_are_taken_by_role_and_address) {
  const auto at = add(listener_role::clients);
  add(listener_role::operators);
  EXPECT_TRUE(sockets.take(listener_role::redirect, at).empty());
  EXPECT_TRUE(sockets.take(listener_role::operators, at).empty());
  EXPECT_TRUE(sockets.take(listener_role::clients, {make_address("127.0.0.2"), 0}).empty());
  const auto taken = sockets.take(listener_role::clients, at);
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken.front().endpoint(), at);
  EXPECT_EQ(sockets.all().size(), 1U);
}

TEST_F(inherited, sockets_of_one_port_are_taken_together) {
  const auto at = add(listener_role::clients);
  sockets.add({listener_role::clients, sockets.all().front().socket.share().value()});
  add(listener_role::clients);
  const auto taken = sockets.take(listener_role::clients, {at.address(), 0});
  EXPECT_EQ(taken.size(), 2U);
  EXPECT_EQ(sockets.all().size(), 1U);
}

}  // namespace
}  // namespace aurawell::net
