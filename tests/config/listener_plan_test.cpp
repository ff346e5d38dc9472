#include "config/listener_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/socket/listening_sockets.hpp"

namespace aurawell::config {
namespace {

using net::listener_role;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class listener_plans : public ::testing::Test {
 protected:
  listener_plans() { values.server.port = values.admin.port = 0; }

  std::uint16_t activate(listener_role role, const std::string& host = "127.0.0.1") {
    auto one = net::make_listening(host, true);
    const auto port = one.endpoint().port();
    activated.add({role, std::move(one)});
    return port;
  }

  result<listener_plan> plan() { return plan_listeners(values, std::move(activated), nullptr); }

  std::string refusal() {
    const auto made = plan();
    return made ? "" : made.failure().detail;
  }

  settings values;
  net::inherited_sockets activated;
};

TEST_F(listener_plans, need_no_socket) {
  const auto made = plan();
  ASSERT_TRUE(made);
  EXPECT_THAT(made->clients, IsEmpty());
  EXPECT_THAT(made->operators, IsEmpty());
  EXPECT_THAT(made->taken_over, IsEmpty());
}

TEST_F(listener_plans, use_the_sockets_of_systemd) {
  values.server.port = activate(listener_role::clients);
  values.server.tls_redirect_port = activate(listener_role::redirect);
  activate(listener_role::operators);
  const auto made = plan();
  ASSERT_TRUE(made) << made.failure().detail;
  EXPECT_THAT(made->clients, SizeIs(1));
  EXPECT_THAT(made->redirect, SizeIs(1));
  EXPECT_THAT(made->operators, SizeIs(1));
  EXPECT_TRUE(made->clients.front().is_kept());
}

TEST_F(listener_plans, refuse_a_socket_at_another_address) {
  activate(listener_role::clients, "127.0.0.2");
  EXPECT_THAT(refusal(), HasSubstr("the one for clients listens at 127.0.0.2:"));
  const auto port = activate(listener_role::operators);
  values.admin.port = port == 65'535 ? port - 1 : port + 1;
  EXPECT_THAT(refusal(), HasSubstr("admin.host and admin.port say 127.0.0.1 and"));
}

TEST_F(listener_plans, refuse_a_socket_that_no_listener_uses) {
  activate(listener_role::redirect);
  EXPECT_THAT(refusal(), HasSubstr("one for redirect, but the settings have no such listener"));
  activate(listener_role::operators);
  values.admin.enabled = false;
  EXPECT_THAT(refusal(), HasSubstr("one for operators, but"));
}

TEST_F(listener_plans, name_the_setting_of_an_address_that_is_none) {
  values.server.host = "256.1.1.1.invalid";
  EXPECT_THAT(refusal(), HasSubstr("server.host and server.port: no address"));
}

}  // namespace
}  // namespace aurawell::config
