#include "net/rest/service_handlers.hpp"

#include <gmock/gmock.h>

#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

class service_handlers : public rest_test {};

TEST_F(service_handlers, tell_the_services_health) {
  const auto reply = get("/api/v1/health");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.body, R"({"success":true,"status":"healthy","message":"AuraWell is serving",)"
                        R"("auth":"open","sends_reset_codes":true,)"
                        R"("timestamp":"2026-01-02T03:04:05.678Z"})");
  EXPECT_THAT(reply.headers, Contains(Pair("Content-Type", "application/json; charset=utf-8")));
  EXPECT_THAT(reply.headers, Contains(Pair("Cache-Control", "no-store")));
  EXPECT_EQ(send("POST", "/api/v1/health", "{}", "").status, 405U);
  gate.open = false;
  EXPECT_THAT(get("/api/v1/health").body, HasSubstr(R"("auth":"jwt")"));
}

TEST_F(service_handlers, tell_whom_the_gateway_names) {
  gateway = {gateway_word::kind::vouches, {"ann"}, {}};
  EXPECT_THAT(get("/api/v1/health").body, HasSubstr(R"("auth":"gateway","user_id":"ann")"));
  gateway = {gateway_word::kind::refused, {}, {}};
  const auto reply = get("/api/v1/health");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_THAT(reply.body, HasSubstr(R"("auth":"gateway","sends_reset_codes")"));
}

TEST_F(service_handlers, count_connections) {
  census.joined({"a"});
  census.joined({"a"});
  census.joined({"b"});
  EXPECT_EQ(get("/ws/health").body,
            R"({"status":"healthy","active_connections":3,"connected_users":2,)"
            R"("timestamp":"2026-01-02T03:04:05.678Z"})");
  EXPECT_EQ(get("/ws/stats", "operator").body,
            R"({"success":true,"data":{"active_connections":3,"connected_users":2},)"
            R"("timestamp":"2026-01-02T03:04:05.678Z"})");
  EXPECT_EQ(get("/ws/stats", "ann").status, 403U);
  EXPECT_EQ(get("/ws/stats?user_id=operator").status, 401U);
}

}  // namespace
}  // namespace aurawell::net
