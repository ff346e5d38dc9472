// The operators' port beside the port of clients, over real sockets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <tuple>

#include "net/admin/admin_server.hpp"
#include "net/server/connection_list.hpp"
#include "tests/net/dispatch/server_fixture.hpp"
#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

using test_support::http_get;
using test_support::http_request;
using test_support::http_response;
using test_support::http_send;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string shown_token(40, 't');

class admin_orders : public server_test {
 protected:
  void start_both(std::uint32_t loops = 2) {
    start(loops);
    controls.connections = [this] { return front ? front->connections() : nullptr; };
    controls.pseudonym = [](const user_id& user) {
      return "u-" + std::to_string(user.value.size());
    };
    controls.reload = [this](std::function<void(control_outcome)> then) {
      reloads.push_back(std::move(then));
    };
    controls.log_level = [this] { return level; };
    controls.set_log_level = [this](const std::string& wanted) {
      level = wanted == "loud" ? level : wanted;
      return wanted != "loud";
    };
    controls.config = [](bool as_json) { return std::string{as_json ? "{}\n" : "[server]\n"}; };
    controls.session = [](const session_id& id, const session_facts_receiver& then) {
      session_facts facts;
      facts.id = id;
      facts.user = {"ann"};
      then(id.value == "s_1" ? std::optional{facts} : std::nullopt);
    };
    admin_options own;
    own.port = 0;
    operators = std::make_unique<admin_server>(own, sample.sources, state, controls, token);
    ASSERT_TRUE(operators->start());
  }

  http_response order(const std::string& method, const std::string& target,
                      const std::string& body = {}) const {
    return http_send(operators->port(), {method, target, {}, body});
  }

  std::string list(const std::string& query = "?format=json") const {
    return http_get(operators->port(), "/admin/connections" + query).body;
  }

  /// The value of the first such member in a JSON text.
  static std::string member(const std::string& json, const std::string& name) {
    const auto begin = json.find("\"" + name + "\":\"");
    return begin == std::string::npos
               ? std::string{}
               : json.substr(begin + name.size() + 4,
                             json.find('"', begin + name.size() + 4) - begin - name.size() - 4);
  }

  static std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
      ++found;
    }
    return found;
  }

  sample_sources sample;
  readiness state;
  admin_controls controls;
  std::shared_ptr<admin_token> token;
  std::vector<std::function<void(control_outcome)>> reloads;
  std::string level = "info";
  std::unique_ptr<admin_server> operators;
};

TEST_F(admin_orders, lists_the_chats_of_all_loops_by_their_number) {
  options.trusted_proxies.clear();
  start_both(3);
  std::vector<test_support::ws_client> clients;
  for (int i = 0; i < 7; ++i) {
    clients.push_back(connect("/ws/chat/user" + std::to_string(i)));
  }
  const auto all = list();
  EXPECT_EQ(count(all, "\"kind\":\"websocket\""), 7U) << all;
  EXPECT_THAT(all, HasSubstr("\"next\":null"));
  EXPECT_THAT(all, HasSubstr("\"user\":\"u-5\""));
  EXPECT_THAT(all, HasSubstr("\"address\":\"127.0.0.0/24\""));
  EXPECT_THAT(all, Not(HasSubstr("user0")));
  EXPECT_EQ(count(list(""), "websocket"), 7U);
}

TEST_F(admin_orders, lists_a_page_at_a_time) {
  start_both(3);
  std::vector<test_support::ws_client> clients;
  for (int i = 0; i < 7; ++i) {
    clients.push_back(connect("/ws/chat/user" + std::to_string(i)));
  }
  std::string seen;
  std::string next;
  for (const auto expected : {3U, 3U, 1U}) {
    const auto page = list("?format=json&limit=3" + (next.empty() ? "" : "&after=" + next));
    EXPECT_EQ(count(page, "\"kind\""), expected) << page;
    seen += page;
    next = member(page, "next");
  }
  EXPECT_EQ(next, "");
  for (int number = 1; number <= 7; ++number) {
    EXPECT_GE(count(seen, "-" + std::to_string(number) + "\",\"user\""), 1U) << number;
  }
}

TEST_F(admin_orders, refuses_a_page_that_cannot_be) {
  start_both();
  for (const auto* query : {"?limit=0", "?limit=501", "?limit=x", "?after=x", "?after=c-0"}) {
    EXPECT_EQ(http_get(operators->port(), std::string{"/admin/connections"} + query).status, 400)
        << query;
  }
}

TEST_F(admin_orders, counts_what_passed_the_socket) {
  start_both(1);
  auto client = connect();
  client.send(R"({"type":"ping","data":")" + std::string(500, 'x') + "\"}");
  EXPECT_THAT(client.read().text, HasSubstr("pong"));
  const auto row = list();
  const auto received = row.find("\"received_bytes\":");
  ASSERT_NE(received, std::string::npos);
  EXPECT_GT(std::stoul(row.substr(received + 17)), 500U) << row;
}

TEST_F(admin_orders, closes_one_connection_with_the_code_that_the_protocol_has_for_it) {
  start_both();
  auto first = connect("/ws/chat/ann");
  auto second = connect("/ws/chat/ann");
  const auto id = member(list(), "id");
  const auto reply = order("DELETE", "/admin/connections/" + id);
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.body, "{\"closed\":1}\n");
  const auto end = first.read();
  EXPECT_TRUE(end.is_closed(4003)) << end.code;
  EXPECT_EQ(end.text, "closed by an operator");
  EXPECT_TRUE(gateway.session(0)->is_closed());
  EXPECT_EQ(gateway.session(1)->closed, 0);
  EXPECT_EQ(order("DELETE", "/admin/connections/c-none-9").status, 404);
}

TEST_F(admin_orders, closes_all_of_a_user_by_id_and_by_pseudonym) {
  start_both();
  auto first = connect("/ws/chat/ann");
  auto second = connect("/ws/chat/ann");
  auto other = connect("/ws/chat/bobby");
  EXPECT_EQ(order("DELETE", "/admin/users/ann/connections").body, "{\"closed\":2}\n");
  EXPECT_TRUE(first.read().is_closed(4003));
  EXPECT_TRUE(second.read().is_closed(4003));
  EXPECT_EQ(order("DELETE", "/admin/users/u-5/connections").body, "{\"closed\":1}\n");
  EXPECT_TRUE(other.read().is_closed(4003));
  EXPECT_EQ(order("DELETE", "/admin/users/nobody/connections").body, "{\"closed\":0}\n");
}

TEST_F(admin_orders, are_answered_after_the_clients_port_has_closed) {
  start_both();
  auto client = connect();
  const auto kept = front->connections();
  front.reset();
  EXPECT_EQ(http_get(operators->port(), "/admin/connections").status, 503);
  std::promise<std::size_t> found;
  kept->find(0, 10, [&](const connection_list::page& page) { found.set_value(page.rows.size()); });
  auto rows = found.get_future();
  ASSERT_EQ(rows.wait_for(test_support::test_patience), std::future_status::ready);
  EXPECT_EQ(rows.get(), 0U);
}

TEST_F(admin_orders, show_a_session) {
  start_both();
  EXPECT_THAT(http_get(operators->port(), "/admin/sessions/s_1").body,
              HasSubstr("\"user\":\"u-3\""));
  EXPECT_EQ(http_get(operators->port(), "/admin/sessions/s_2").status, 404);
  EXPECT_EQ(http_get(operators->port(), "/admin/sessions/%20").status, 404);
}

TEST_F(admin_orders, answer_other_requests_while_a_reload_runs) {
  start_both();
  test_support::raw_client waits{operators->port()};
  waits.send("POST /admin/reload HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  // The one thread of the operators' port answers them in the order of their arrival.
  EXPECT_EQ(http_get(operators->port(), "/livez").status, 200);
  ASSERT_EQ(reloads.size(), 1U);
  reloads.front()({422, "{\"adopted\":false}\n"});
  const auto reply = waits.read_to_end();
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, HasSubstr("HTTP/1.1 422 "));
  EXPECT_THAT(*reply, HasSubstr("{\"adopted\":false}"));
}

TEST_F(admin_orders, show_the_settings_as_a_file_or_as_json) {
  start_both();
  EXPECT_EQ(http_get(operators->port(), "/admin/config").body, "[server]\n");
  EXPECT_EQ(http_get(operators->port(), "/admin/config?format=json").body, "{}\n");
}

TEST_F(admin_orders, change_the_level_of_the_log) {
  start_both();
  EXPECT_EQ(http_get(operators->port(), "/admin/log-level").body, "{\"level\":\"info\"}\n");
  const auto reply = order("PUT", "/admin/log-level", R"({"level":"debug"})");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "{\"level\":\"debug\"}\n");
  for (const auto* body : {R"({"level":"loud"})", R"({"level":7})", "debug", ""}) {
    EXPECT_EQ(order("PUT", "/admin/log-level", body).status, 400) << body;
  }
  EXPECT_EQ(level, "debug");
}

TEST_F(admin_orders, wants_the_token_for_all_but_health) {
  token = std::make_shared<admin_token>(shown_token);
  start_both();
  const auto status = [&](const std::string& method, const std::string& path,
                          const test_support::header_list& headers) {
    return http_send(operators->port(), {method, path, headers, {}}).status;
  };
  for (const auto& [method, path] :
       {std::pair{"GET", "/metrics"}, std::pair{"GET", "/admin/pools"},
        std::pair{"GET", "/admin/providers"}, std::pair{"GET", "/admin/drain"},
        std::pair{"GET", "/admin/connections"}, std::pair{"GET", "/admin/sessions/s_1"},
        std::pair{"GET", "/admin/config"}, std::pair{"GET", "/admin/log-level"},
        std::pair{"DELETE", "/admin/users/x/connections"}}) {
    EXPECT_EQ(status(method, path, {}), 401) << path;
    EXPECT_EQ(status(method, path, {{"Authorization", "Bearer x"}}), 401) << path;
    EXPECT_EQ(status(method, path, {{"Authorization", "Bearer " + shown_token}}), 200) << path;
  }
  for (const auto* path : {"/admin/reload", "/admin/drain"}) {
    EXPECT_EQ(status("POST", path, {}), 401) << path;
  }
  EXPECT_EQ(status("DELETE", "/admin/connections/c-1", {}), 401);
  EXPECT_EQ(status("PUT", "/admin/log-level", {}), 401);
  EXPECT_EQ(status("GET", "/livez", {}), 200);
  EXPECT_EQ(status("GET", "/readyz", {}), 503);
  EXPECT_TRUE(reloads.empty());
}

TEST_F(admin_orders, are_not_taken_from_pages_of_other_sites) {
  start_both();
  const auto own = "http://127.0.0.1:" + std::to_string(operators->port());
  for (const auto& [name, value, expected] :
       {std::tuple{"Origin", std::string{"https://evil.example"}, 403},
        std::tuple{"Origin", "http://127.0.0.1:" + std::to_string(port), 403},
        std::tuple{"Sec-Fetch-Site", std::string{"cross-site"}, 403},
        std::tuple{"Host", std::string{"evil.example"}, 421}, std::tuple{"Origin", own, 200}}) {
    EXPECT_EQ(
        http_send(operators->port(), {"DELETE", "/admin/users/x/connections", {{name, value}}, {}})
            .status,
        expected)
        << value;
  }
}

}  // namespace
}  // namespace aurawell::net
