#include "net/admin/admin_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

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
    return std::get<http_reply>(site.answer({method, target, "", accept}, {}));
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

TEST_F(admin_site_test, lets_its_pages_of_numbers_be_compressed) {
  for (const auto* path :
       {"/metrics", "/readyz", "/admin/", "/admin/pools", "/admin/providers?format=json"}) {
    EXPECT_TRUE(ask(path).may_compress) << path;
  }
}

TEST_F(admin_site_test, compresses_no_page_that_names_settings_or_sessions) {
  admin_controls controls;
  controls.config = [](bool) { return std::string{"[server]\n"}; };
  controls.session = [](const session_id&, const session_facts_receiver& then) {
    then(session_facts{});
  };
  controls.pseudonym = [](const user_id&) { return std::string{"u-1"}; };
  const admin_site full{sample.sources, state, controls};
  for (const auto* path : {"/admin/config", "/admin/config?format=json"}) {
    const auto reply = std::get<http_reply>(full.answer({"GET", path, "", "*/*"}, {}));
    EXPECT_EQ(reply.status, 200U);
    EXPECT_FALSE(reply.may_compress) << path;
  }
  const auto later =
      std::get<pending_reply>(full.answer({"GET", "/admin/sessions/s_1", "", "*/*"}, {}));
  std::optional<http_reply> session;
  later([&](const reply_maker& make) { session = make({}); });
  EXPECT_EQ(session->status, 200U);
  EXPECT_FALSE(session->may_compress);
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

TEST_F(admin_site_test, begins_a_drain_when_told_except_by_a_page_of_another_site) {
  int begun = 0;
  admin_controls controls;
  controls.begin_drain = [&] { ++begun; };
  const admin_site with_drain{sample.sources, state, controls};
  http_query query{"GET", "/admin/drain", "", "*/*"};
  const auto asked = [&] { return std::get<http_reply>(with_drain.answer(query, {})); };
  EXPECT_EQ(asked().status, 200U);
  EXPECT_EQ(asked().body, "{\"phase\":\"serving\",\"answers_finished\":0,\"answers_cut\":0}\n");
  query.method = "DELETE";
  EXPECT_EQ(asked().status, 405U);
  query.method = "POST";
  query.origin = "null";
  EXPECT_EQ(asked().status, 403U);
  EXPECT_EQ(begun, 0);
  query.origin = "";
  EXPECT_EQ(asked().status, 202U);
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

TEST_F(admin_site_test, shows_browsers_its_page) {
  const auto page = ask("/", "GET", "text/html,application/xhtml+xml");
  EXPECT_EQ(page.status, 200U);
  EXPECT_THAT(page.headers, Contains(Pair("Content-Type", "text/html; charset=utf-8")));
  EXPECT_THAT(page.headers,
              Contains(Pair("Content-Security-Policy", HasSubstr("default-src 'self'"))));
  const auto html = std::string{page.fixed_body};
  const auto script = html.find("static/");
  ASSERT_NE(script, std::string::npos);
  const auto path = "/" + html.substr(script, html.find('"', script) - script);
  EXPECT_EQ(ask(path).status, 200U) << path;
  EXPECT_THAT(ask(path).headers, Contains(Pair("Cache-Control", HasSubstr("immutable"))));
  EXPECT_EQ(ask(path, "POST").status, 404U);
  const auto moved = ask("/admin/", "GET", "text/html");
  EXPECT_EQ(moved.status, 302U);
  EXPECT_THAT(moved.headers, Contains(Pair("Location", "/")));
}

TEST_F(admin_site_test, helps_those_who_lost_their_way) {
  for (const auto* path : {"/metric", "/admin/pools/", "/api/v1/health", "/ws/chat/u", "*", ""}) {
    EXPECT_EQ(ask(path).status, 404U) << path;
    EXPECT_THAT(ask(path).body, HasSubstr("/admin/pools"));
  }
}

TEST_F(admin_site_test, has_no_path_for_what_it_cannot_do) {
  for (const auto& [method, path] :
       {std::pair{"GET", "/admin/connections"}, std::pair{"DELETE", "/admin/connections/c-1"},
        std::pair{"DELETE", "/admin/users/ann/connections"},
        std::pair{"GET", "/admin/sessions/s_1"}, std::pair{"GET", "/admin/config"},
        std::pair{"POST", "/admin/reload"}, std::pair{"POST", "/admin/drain"},
        std::pair{"PUT", "/admin/log-level"}}) {
    EXPECT_EQ(ask(path, method).status, 404U) << path;
  }
}

TEST_F(admin_site_test, names_every_method_of_a_path) {
  const auto reply = ask("/admin/log-level", "DELETE");
  EXPECT_EQ(reply.status, 405U);
  EXPECT_THAT(reply.headers, Contains(Pair("Allow", "GET, HEAD, PUT")));
  EXPECT_THAT(ask("/admin/users/ann/connections").headers, Contains(Pair("Allow", "DELETE")));
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
