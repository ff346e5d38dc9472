#include "net/takeover/activation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/net/socket/listening_sockets.hpp"

namespace aurawell::net {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr pid_t self = 42;

std::vector<listener_role> roles(const std::string& count, std::optional<std::string> names) {
  const auto found = activated_roles({"42", count, std::move(names)}, self);
  EXPECT_TRUE(found) << found.failure().detail;
  return found ? *found : std::vector<listener_role>{};
}

std::string refusal(const std::string& count, std::optional<std::string> names) {
  const auto found = activated_roles({"42", count, std::move(names)}, self);
  return found ? "" : found.failure().detail;
}

TEST(activation, gives_each_socket_the_role_of_its_name) {
  EXPECT_THAT(
      roles("3", "operators:clients:redirect"),
      ElementsAre(listener_role::operators, listener_role::clients, listener_role::redirect));
  EXPECT_THAT(roles("2", "clients:clients"),
              ElementsAre(listener_role::clients, listener_role::clients));
}

TEST(activation, takes_one_socket_without_a_name_for_clients) {
  for (const auto& name : {"", "unknown", "aurawell.socket"}) {
    EXPECT_THAT(roles("1", name), ElementsAre(listener_role::clients)) << name;
  }
  EXPECT_THAT(roles("1", std::nullopt), ElementsAre(listener_role::clients));
}

TEST(activation, is_nothing_without_variables_or_for_another_process) {
  EXPECT_THAT(*activated_roles({}, self), IsEmpty());
  EXPECT_THAT(*activated_roles({"41", "1", "other"}, self), IsEmpty());
  EXPECT_THAT(*activated_roles({"42", {}, {}}, self), IsEmpty());
  EXPECT_THAT(*activated_roles({"42x", "1", {}}, self), IsEmpty());
  EXPECT_THAT(roles("0", std::nullopt), IsEmpty());
  EXPECT_THAT(roles("0", ""), IsEmpty());
}

TEST(activation, refuses_what_it_does_not_know) {
  EXPECT_THAT(refusal("1", "web"), HasSubstr("\"web\""));
  EXPECT_THAT(refusal("2", "clients:"), HasSubstr("FileDescriptorName="));
  EXPECT_THAT(refusal("2", std::nullopt), HasSubstr("FileDescriptorName="));
  EXPECT_THAT(refusal("2", "clients"), HasSubstr("1 names for 2 sockets"));
  EXPECT_THAT(refusal("1", "clients:operators"), HasSubstr("2 names for 1 sockets"));
  for (const auto& count : {"-1", "65", "1x", "", "99999999999"}) {
    EXPECT_THAT(refusal(count, std::nullopt), HasSubstr("LISTEN_FDS")) << count;
  }
}

TEST(activation, removes_the_variables) {
  ::setenv("LISTEN_PID", "7", 1);
  ::setenv("LISTEN_FDS", "1", 1);
  ::setenv("LISTEN_FDNAMES", "clients", 1);
  const auto first = take_activation_variables();
  EXPECT_EQ(first.process, "7");
  EXPECT_EQ(first.count, "1");
  EXPECT_EQ(first.names, "clients");
  const auto second = take_activation_variables();
  EXPECT_FALSE(second.process || second.count || second.names);
}

/// Two descriptors with numbers one after the other, as systemd passes them.
int place_pair(const file_descriptor& first, const file_descriptor& second) {
  // Far above every descriptor of the test program.
  constexpr int at = 400;
  EXPECT_EQ(::dup2(first.number(), at), at);
  EXPECT_EQ(::dup2(second.number(), at + 1), at + 1);
  return at;
}

TEST(activation, adopts_the_descriptors) {
  const auto clients = listening_descriptor();
  const auto operators = listening_descriptor();
  const auto at = place_pair(clients, operators);
  const auto adopted = adopt_activated({listener_role::clients, listener_role::operators}, at);
  ASSERT_TRUE(adopted) << adopted.failure().detail;
  ASSERT_EQ(adopted->all().size(), 2U);
  EXPECT_EQ(adopted->all()[0].role, listener_role::clients);
  EXPECT_EQ(adopted->all()[1].socket.number(), at + 1);
  EXPECT_TRUE(adopted->all()[1].socket.is_kept());
  EXPECT_EQ(::fcntl(at, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
}

TEST(activation, refuses_a_socket_that_does_not_listen) {
  const auto clients = listening_descriptor();
  const auto operators = bound_descriptor();
  const auto at = place_pair(clients, operators);
  const auto adopted = adopt_activated({listener_role::clients, listener_role::operators}, at);
  ASSERT_FALSE(adopted);
  EXPECT_THAT(adopted.failure().detail, HasSubstr("the one for operators does not listen"));
  EXPECT_THAT(adopted.failure().detail, HasSubstr("ListenStream="));
}

}  // namespace
}  // namespace aurawell::net
