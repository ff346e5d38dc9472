#include "net/admin/admin_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::StartsWith;

class admin_site_test : public ::testing::Test {
 protected:
  http_reply ask(std::string_view target, std::string_view method = "GET",
                 std::string_view accept = "*/*") const {
    return site.answer({method, target, "", accept}, {});
  }

  sample_sources sample;
  readiness state;
  admin_site site{sample.sources, state};
};

TEST_F(admin_site_test, serves_metrics_as_prometheus_wants_them) {
  const auto reply = ask("/metrics");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_THAT(reply.headers,
              Contains(Pair("Content-Type", "text/plain; version=0.0.4; charset=utf-8")));
  EXPECT_THAT(reply.body, HasSubstr("aurawell_connections 1\n"));
}

TEST_F(admin_site_test, lets_its_pages_be_compressed) {
  for (const auto* path : {"/metrics", "/readyz", "/admin/pools", "/admin/providers?format=json"}) {
    EXPECT_TRUE(ask(path).may_compress) << path;
  }
}

TEST_F(admin_site_test, is_alive_in_every_phase) {
  for (const auto phase :
       {readiness::phase::starting, readiness::phase::accepting, readiness::phase::stopping}) {
    state.enter(phase);
    EXPECT_EQ(ask("/livez").status, 200U);
  }
}

TEST_F(admin_site_test, is_ready_between_start_and_stop) {
  EXPECT_EQ(ask("/readyz").status, 503U);
  EXPECT_EQ(
      ask("/readyz").body,
      "{\"ready\":false,\"degraded\":false,\"checks\":{\"started\":false,\"not_stopping\":true,"
      "\"database\":true}}\n");
  state.enter(readiness::phase::accepting);
  EXPECT_EQ(ask("/readyz").status, 200U);
  EXPECT_EQ(ask("/readyz").body,
            "{\"ready\":true,\"degraded\":false,\"checks\":{\"started\":true,\"not_stopping\":true,"
            "\"database\":true}}\n");
  state.enter(readiness::phase::stopping);
  EXPECT_EQ(ask("/readyz").status, 503U);
  EXPECT_EQ(
      ask("/readyz").body,
      "{\"ready\":false,\"degraded\":false,\"checks\":{\"started\":true,\"not_stopping\":false,"
      "\"database\":true}}\n");
}

TEST_F(admin_site_test, begins_a_drain_when_told_except_by_a_page) {
  int begun = 0;
  const admin_site with_drain{sample.sources, state, [&] { ++begun; }};
  http_query query{"GET", "/admin/drain", "", "*/*"};
  EXPECT_EQ(with_drain.answer(query, {}).status, 200U);
  EXPECT_EQ(with_drain.answer(query, {}).body,
            "{\"phase\":\"serving\",\"answers_finished\":0,\"answers_cut\":0}\n");
  query.method = "DELETE";
  EXPECT_EQ(with_drain.answer(query, {}).status, 405U);
  query.method = "POST";
  query.origin = "null";
  EXPECT_EQ(with_drain.answer(query, {}).status, 403U);
  EXPECT_EQ(begun, 0);
  query.origin = "";
  EXPECT_EQ(with_drain.answer(query, {}).status, 202U);
  EXPECT_EQ(begun, 1);
}

TEST_F(admin_site_test, stays_ready_while_the_database_is_away) {
  state.enter(readiness::phase::accepting);
  sample.status.database = {true, wall_time{}, "database is locked", 3, 4'096, 0, 0};
  EXPECT_EQ(ask("/readyz").status, 200U);
  EXPECT_EQ(
      ask("/readyz").body,
      "{\"ready\":true,\"degraded\":true,\"checks\":{\"started\":true,"
      "\"not_stopping\":true,\"database\":false},\"outage\":{\"reason\":\"database is locked\","
      "\"since\":\"1970-01-01T00:00:00.000Z\",\"waiting\":3,\"bytes\":4096}}\n");
}

TEST_F(admin_site_test, shows_tables_to_people_and_json_to_programs) {
  for (const std::string path : {"/admin/pools", "/admin/providers"}) {
    EXPECT_THAT(ask(path).headers, Contains(Pair("Content-Type", "text/plain; charset=utf-8")));
    EXPECT_THAT(ask(path).body, StartsWith("P"));
    EXPECT_THAT(ask(path + "?format=json").body, StartsWith("{"));
    EXPECT_THAT(ask(path, "GET", "application/json, text/plain").body, StartsWith("{"));
    EXPECT_THAT(ask(path + "?format=json").headers,
                Contains(Pair("Content-Type", "application/json; charset=utf-8")));
    EXPECT_THAT(ask(path + "?format=text", "GET", "application/json").body, StartsWith("P"));
  }
}

TEST_F(admin_site_test, lists_what_there_is) {
  for (const auto* path : {"/", "/admin", "/admin/"}) {
    EXPECT_EQ(ask(path).status, 200U);
    for (const auto* listed :
         {"/metrics", "/livez", "/readyz", "/admin/pools", "/admin/providers"}) {
      EXPECT_THAT(ask(path).body, HasSubstr(listed));
      EXPECT_NE(ask(listed).status, 404U);
    }
  }
}

TEST_F(admin_site_test, helps_those_who_lost_their_way) {
  for (const auto* path : {"/metric", "/admin/pools/", "/api/v1/health", "/ws/chat/u", "*", ""}) {
    EXPECT_EQ(ask(path).status, 404U) << path;
    EXPECT_THAT(ask(path).body, HasSubstr("/admin/pools"));
  }
}

TEST_F(admin_site_test, can_only_be_read) {
  for (const auto* method : {"POST", "PUT", "DELETE", "OPTIONS", "get"}) {
    EXPECT_EQ(ask("/metrics", method).status, 405U) << method;
    EXPECT_THAT(ask("/metrics", method).headers, Contains(Pair("Allow", "GET, HEAD")));
  }
  EXPECT_EQ(ask("/metrics", "HEAD").status, 200U);
}

}  // namespace
}  // namespace aurawell::net
