#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

#include "tests/integration/service.hpp"

namespace aurawell::test_support {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(admin, counts_what_clients_do) {
  running_service service{test_settings()};
  auto client = service.connect("ann");
  EXPECT_THAT(http_get(service.admin_port(), "/metrics").body,
              HasSubstr("\naurawell_connections 1\n"));
  EXPECT_EQ(http_get(service.admin_port(), "/readyz").status, 200);
  EXPECT_EQ(http_get(service.admin_port(), "/admin/pools").status, 200);
}

TEST(admin, is_not_served_where_clients_connect) {
  running_service service{test_settings()};
  for (const auto* path :
       {"/metrics", "/livez", "/readyz", "/admin/", "/admin/pools", "/admin/providers",
        "/admin/connections", "/admin/config", "/admin/log-level"}) {
    EXPECT_EQ(http_get(service.port(), path).status, 404) << path;
  }
}

TEST(admin, tells_nobody_who_is_connected) {
  running_service service{test_settings()};
  ws_client client{service.port(), "/ws/chat/ann-of-green-gables?lang=en"};
  const auto session = read_event(client).text("session_id");
  client.send(R"({"type":"health_chat","request_id":"r-1","data":{"message":"I am tired"}})");
  read_answer(client);
  for (const auto& path :
       {std::string{"/metrics"}, std::string{"/admin/pools"}, std::string{"/admin/providers"},
        std::string{"/readyz"}, std::string{"/admin/connections"},
        std::string{"/admin/connections?format=json"}, "/admin/sessions/" + session,
        std::string{"/admin/config"}, std::string{"/admin/config?format=json"}}) {
    const auto reply = http_get(service.admin_port(), path);
    const auto& body = reply.body;
    EXPECT_EQ(reply.status, 200) << path;
    EXPECT_THAT(body, Not(HasSubstr("green-gables"))) << path;
    EXPECT_THAT(body, Not(HasSubstr("tired"))) << path;
  }
}

TEST(admin, sends_nobody_here_while_the_service_stops) {
  auto values = test_settings();
  values.server.drain_timeout = values.server.close_timeout = test_patience;
  running_service service{values};
  const auto admin = service.admin_port();
  bool has_turned = false;
  int lives = 0;
  // The client does not read, so it does not answer the close, and the service waits for it until
  // the probe releases it. Actors must be stopped on the thread that made them.
  std::thread probe{[&, client = service.connect("ann")] {
    has_turned = eventually([admin] { return http_get(admin, "/readyz").status == 503; });
    lives = http_get(admin, "/livez").status;
  }};
  service.stop();
  probe.join();
  EXPECT_TRUE(has_turned);
  EXPECT_EQ(lives, 200);
}

TEST(admin, can_be_left_out) {
  auto values = test_settings();
  values.admin.enabled = false;
  running_service service{values};
  EXPECT_EQ(service.admin_port(), 0);
  EXPECT_EQ(http_get(service.port(), "/api/v1/health").status, 200);
}

TEST(admin, keeps_the_service_from_starting_when_its_port_is_taken) {
  running_service first{test_settings()};
  auto values = test_settings();
  values.admin.port = first.admin_port();
  try {
    running_service second{values};
    FAIL() << "it started";
  } catch (const std::runtime_error& fault) {
    EXPECT_THAT(fault.what(), HasSubstr("admin.port: cannot listen on 127.0.0.1:"));
  }
}

TEST(admin, is_told_which_setting_names_a_port_that_is_taken) {
  running_service first{test_settings()};
  auto values = test_settings();
  values.server.port = first.port();
  try {
    running_service second{values};
    FAIL() << "it started";
  } catch (const std::runtime_error& fault) {
    EXPECT_THAT(fault.what(), HasSubstr("server.host, server.port: cannot listen on 127.0.0.1:"));
  }
}

}  // namespace
}  // namespace aurawell::test_support
