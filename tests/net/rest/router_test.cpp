#include "net/rest/router.hpp"

#include <gmock/gmock.h>

#include "net/rest/failure_reply.hpp"
#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

/// Replies with the caller and the parameters.
rest_answer echo(const rest_backend&, const rest_request& request, const caller& requester) {
  http_reply reply;
  reply.body = requester.user.value + "|" + std::string{request.body};
  for (const auto& value : request.path_values) {
    reply.body += "|" + value;
  }
  return reply;
}

constexpr route test_routes[] = {
    {"GET", "/api/v1/open", route_access::everybody, echo},
    {"GET", "/api/v1/things", route_access::callers, echo},
    {"POST", "/api/v1/things", route_access::callers, echo},
    {"DELETE", "/api/v1/things/{id}", route_access::callers, echo},
    {"PUT", "/api/v1/things/{id}/parts/{part}", route_access::callers, echo},
    {"PUT", "/api/v1/own", route_access::callers, echo, request_count::of_login},
    {"GET", "/api/v1/list", route_access::callers, echo, request_count::of_user,
     reply_coding::compressed},
    {"GET", "/ws/stats", route_access::operators, echo},
};

class a_router : public rest_test {
 protected:
  a_router() { routes = test_routes; }
};

TEST_F(a_router, finds_the_route_and_its_values) {
  EXPECT_EQ(get("/api/v1/things", "ann").body, "ann|");
  EXPECT_EQ(send("HEAD", "/api/v1/things", "", "ann").body, "ann|");
  EXPECT_EQ(send("POST", "/api/v1/things", "{}", "ann").body, "ann|{}");
  EXPECT_EQ(send("PUT", "/api/v1/things/a%20b/parts/%E6%88%91?x=1", "", "ann").body, "ann||a b|我");
  EXPECT_EQ(get("/api/v1/open").body, "|");
}

TEST_F(a_router, answers_other_paths_with_404) {
  for (const auto* path :
       {"/api/v1/thing", "/api/v1/things/", "/api/v1/things//parts/x", "/api/v1/things/a/parts/",
        "/api/v1/things/%zz", "/api/v1/things/a/parts", "/api//v1/things", "/api/v1/{id}",
        "/api/v1/things/a/parts/b/c", "/api/v1/", "/ws/stats/x"}) {
    const auto reply = send("DELETE", path, "", "ann");
    EXPECT_EQ(reply.status, 404U) << path;
    EXPECT_EQ(reply.body, R"({"success":false,"error":{"code":"VALIDATION_1101",)"
                          R"("message":"nothing is served at this path","retryable":false},)"
                          R"("timestamp":"2026-01-02T03:04:05.678Z"})");
  }
}

TEST_F(a_router, names_the_methods_that_work) {
  const auto reply = send("PATCH", "/api/v1/things", "", "");
  EXPECT_EQ(reply.status, 405U);
  EXPECT_THAT(reply.headers, Contains(Pair("Allow", "GET, HEAD, POST")));
  EXPECT_EQ(send("get", "/api/v1/things", "", "ann").status, 405U);
  const auto known = send("OPTIONS", "/api/v1/things/7", "", "");
  EXPECT_EQ(known.status, 204U);
  EXPECT_THAT(known.headers, Contains(Pair("Allow", "DELETE, OPTIONS")));
}

TEST_F(a_router, asks_for_a_token_when_the_service_is_not_open) {
  gate.open = false;
  const auto reply = get("/api/v1/things?user_id=ann");
  EXPECT_EQ(reply.status, 401U);
  EXPECT_THAT(reply.headers, Contains(Pair("WWW-Authenticate", "Bearer")));
  EXPECT_THAT(reply.body, HasSubstr("AUTH_1004"));
  EXPECT_EQ(get("/api/v1/open").status, 200U);
}

TEST_F(a_router, believes_a_name_in_open_mode_and_never_against_a_token) {
  EXPECT_EQ(get("/api/v1/things?user_id=ann%40home").body, "ann@home|");
  EXPECT_EQ(get("/api/v1/things?user_id=ann", "ann").body, "ann|");
  EXPECT_EQ(get("/api/v1/things?user_id=bob", "ann").status, 401U) << "the token says who it is";
  EXPECT_EQ(get("/api/v1/things").status, 401U);
  const auto malformed = get("/api/v1/things?user_id=a%20b");
  EXPECT_EQ(malformed.status, 400U);
  EXPECT_THAT(malformed.body, HasSubstr("user_id must be"));
}

TEST_F(a_router, refuses_a_bad_token_in_every_mode) {
  for (const bool open : {true, false}) {
    gate.open = open;
    rest_request request;
    request.method = "GET";
    request.path = "/api/v1/things?user_id=ann";
    request.token = "expired";
    const auto expired = ask(request);
    EXPECT_EQ(expired.status, 401U);
    EXPECT_THAT(expired.body, HasSubstr("AUTH_1002"));
    EXPECT_THAT(expired.headers, Contains(Pair("WWW-Authenticate", HasSubstr("invalid_token"))));
    request.token = "nonsense";
    EXPECT_THAT(ask(request).body, HasSubstr("AUTH_1003"));
  }
}

TEST_F(a_router, lets_replies_be_compressed_unless_a_gateway_vouches) {
  EXPECT_TRUE(get("/api/v1/list", "ann").may_compress);
  EXPECT_TRUE(get("/api/v1/list?user_id=ann").may_compress);
  EXPECT_FALSE(get("/api/v1/things", "ann").may_compress);
  gateway = {gateway_word::kind::vouches, {"ann"}, {}};
  EXPECT_FALSE(get("/api/v1/list").may_compress);
  EXPECT_FALSE(get("/api/v1/list", "ann").may_compress);
}

TEST_F(a_router, shows_operators_pages_to_operators_only) {
  EXPECT_EQ(get("/ws/stats?user_id=operator").status, 401U) << "a name is no token";
  const auto stranger = get("/ws/stats", "ann");
  EXPECT_EQ(stranger.status, 403U);
  EXPECT_THAT(stranger.body, HasSubstr("AUTH_1005"));
  EXPECT_EQ(get("/ws/stats", "operator").body, "operator|");
}

TEST_F(a_router, believes_only_the_gateway_where_there_is_one) {
  const auto ask_through = [&](gateway_word::kind says, const char* path) {
    rest_request request;
    request.method = "GET";
    request.path = path;
    request.gateway = {says, {"operator"}, {ec::bad_format, "two headers"}};
    return ask(request);
  };
  using kind = gateway_word::kind;
  EXPECT_EQ(ask_through(kind::vouches, "/api/v1/things").body, "operator|");
  EXPECT_EQ(ask_through(kind::vouches, "/api/v1/things?user_id=operator").body, "operator|");
  EXPECT_EQ(ask_through(kind::vouches, "/api/v1/things?user_id=ann").status, 403U);
  EXPECT_EQ(ask_through(kind::vouches, "/ws/stats").body, "operator|");
  EXPECT_EQ(ask_through(kind::refused, "/api/v1/things?user_id=ann").status, 400U);
  EXPECT_EQ(ask_through(kind::refused, "/ws/stats?user_id=operator").status, 400U);
  EXPECT_EQ(ask_through(kind::refused, "/api/v1/open").status, 200U);
  EXPECT_EQ(ask_through(kind::unproven, "/api/v1/things?user_id=ann").status, 401U);
  EXPECT_EQ(ask_through(kind::unproven, "/ws/stats?user_id=operator").status, 401U);
}

TEST_F(a_router, takes_no_body_but_json) {
  for (const auto* type : {"", "text/plain", "application/x-www-form-urlencoded",
                           "application/jsonp", "multipart/form-data; boundary=x"}) {
    rest_request request;
    request.method = "POST";
    request.path = "/api/v1/things";
    request.body = "{}";
    request.token = "token-of-ann";
    request.content_type = type;
    const auto reply = ask(request);
    EXPECT_EQ(reply.status, 415U) << type;
    EXPECT_THAT(reply.body, HasSubstr("VALIDATION_1103"));
  }
  for (const auto* type :
       {"application/json", "Application/JSON; charset=utf-8", "application/json ;charset=utf-8"}) {
    rest_request request;
    request.method = "POST";
    request.path = "/api/v1/things";
    request.body = "{}";
    request.token = "token-of-ann";
    request.content_type = type;
    EXPECT_EQ(ask(request).status, 200U) << type;
  }
}

TEST_F(a_router, knows_its_own_paths) {
  for (const auto* path : {"/api/v1/health", "/api/", "/ws/health", "/v1/chat/completions"}) {
    EXPECT_TRUE(is_rest_path(path)) << path;
  }
  for (const auto* path : {"/", "/app.js", "/v1", "/apis/x", "/docs/api/", "*", ""}) {
    EXPECT_FALSE(is_rest_path(path)) << path;
  }
}

TEST_F(a_router, has_each_route_once) {
  const auto all = all_routes();
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_NE(all[i].handle, nullptr);
    EXPECT_TRUE(is_rest_path(all[i].pattern)) << all[i].pattern;
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_FALSE(all[i].method == all[j].method && all[i].pattern == all[j].pattern)
          << all[i].pattern;
    }
  }
}

TEST_F(a_router, counts_requests_of_a_user) {
  options.requests_per_user = 2;
  requests.set_limits(options);
  const std::string path = "/api/v1/things";
  EXPECT_EQ(get(path, "ann").status, 200U);
  EXPECT_EQ(get(path, "ann").status, 200U);
  const auto refused = get(path, "ann");
  EXPECT_EQ(refused.status, 429U);
  EXPECT_THAT(refused.body, HasSubstr("SYSTEM_1705"));
  EXPECT_EQ(header(refused, "Retry-After"), "30");
  EXPECT_EQ(get(path, "bob").status, 200U);
}

TEST_F(a_router, lets_no_login_spend_what_another_needs_to_end_it) {
  options.requests_per_user = 2;
  requests.set_limits(options);
  const std::string path = "/api/v1/own";
  for (int i = 0; i < 3; ++i) {
    get("/api/v1/things", "ann");
    send("PUT", path, "", "ann");
  }
  EXPECT_EQ(get("/api/v1/things", "ann#2").status, 429U);
  EXPECT_EQ(send("PUT", path, "", "ann").status, 429U);
  EXPECT_EQ(send("PUT", path, "", "ann#2").status, 200U);
}

TEST_F(a_router, counts_requests_of_an_address_whoever_asks) {
  options.requests_per_address = 2;
  requests.set_limits(options);
  const auto ask_from = [&](const char* from) {
    rest_request request;
    request.method = "GET";
    request.path = "/api/v1/open";
    request.address = from;
    return ask(std::move(request)).status;
  };
  EXPECT_EQ(ask_from("192.0.2.1"), 200U);
  EXPECT_EQ(ask_from("192.0.2.1"), 200U);
  EXPECT_EQ(ask_from("192.0.2.1"), 429U);
  EXPECT_EQ(ask_from("192.0.2.2"), 200U);
  EXPECT_EQ(ask_from(""), 200U) << "an address that is not known is not counted";
}

TEST_F(a_router, names_no_files_when_the_store_fails) {
  for (const auto code : {ec::database_failed, ec::database_unreachable, ec::internal}) {
    const auto reply = failure_reply({code, "cannot open /var/lib/aurawell.db"}, test_now);
    EXPECT_THAT(reply.body, HasSubstr(to_string(code)));
    EXPECT_THAT(reply.body, Not(HasSubstr("/var")));
  }
}

}  // namespace
}  // namespace aurawell::net
