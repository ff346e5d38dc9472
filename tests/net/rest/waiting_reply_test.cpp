// Replies that wait for the store, over real sockets, also when their client has closed meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/net/dispatch/server_fixture.hpp"
#include "tests/net/held_store.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::http_get;
using test_support::http_send;
using test_support::raw_client;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string list_path = "/api/v1/chat/conversations?user_id=ann";

class conversations_over_http : public server_test {
 protected:
  store_access& kept() override { return holds_back ? static_cast<store_access&>(held) : store; }

  held_store held{std::make_shared<test_support::fake_store>()};
  bool holds_back = false;
};

TEST_F(conversations_over_http, are_listed_read_and_removed) {
  start();
  EXPECT_EQ(http_get(port, list_path).body, R"({"success":true,"conversations":[],"next":null})");
  EXPECT_THAT(http_get(port, "/api/v1/chat/conversations/c/messages?user_id=ann").body,
              HasSubstr(R"("messages":[])"));
  const auto removed = http_send(port, {"DELETE", "/api/v1/chat/conversations/c?user_id=ann"});
  EXPECT_EQ(removed.status, 404);
  EXPECT_THAT(removed.body, HasSubstr("USER_1204"));
  EXPECT_EQ(removed.header("Cache-Control"), "no-store");
}

TEST_F(conversations_over_http, are_shown_to_pages_that_may_see_them) {
  options.allowed_origins = {"https://app.example.com"};
  start();
  const auto shown = http_get(port, list_path, {{"Origin", "https://app.example.com"}});
  EXPECT_EQ(shown.header("Access-Control-Allow-Origin"), "https://app.example.com");
  EXPECT_EQ(shown.header("Vary"), "Origin, Accept-Encoding");
  const auto hidden = http_get(port, list_path, {{"Origin", "https://evil.example.com"}});
  EXPECT_EQ(hidden.header("Access-Control-Allow-Origin"), "");
  EXPECT_EQ(hidden.header("Vary"), "Origin, Accept-Encoding");
  const auto preflight = http_send(
      port, {"OPTIONS",
             "/api/v1/chat/conversations/c",
             {{"Origin", "https://app.example.com"}, {"Access-Control-Request-Method", "DELETE"}}});
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.header("Content-Length"), "");
  EXPECT_EQ(preflight.header("Access-Control-Allow-Methods"), "DELETE, OPTIONS");
}

TEST_F(conversations_over_http, answer_head_without_a_body) {
  start();
  const auto whole = http_get(port, list_path);
  raw_client client{port};
  client.send("HEAD " + list_path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto reply = client.read_to_end();
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(*reply, HasSubstr("Content-Length: " + whole.header("Content-Length")));
  EXPECT_TRUE(reply->ends_with("\r\n\r\n"));
}

TEST_F(conversations_over_http, keep_the_order_of_pipelined_requests) {
  holds_back = true;
  start();
  raw_client client{port};
  client.send("GET " + list_path +
              " HTTP/1.1\r\nHost: x\r\n\r\n"
              "GET /ws/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  ASSERT_TRUE(held.holds(1));
  held.let_go();
  const auto replies = client.read_to_end();
  ASSERT_TRUE(replies);
  EXPECT_LT(replies->find("conversations"), replies->find("connected_users"));
}

TEST_F(conversations_over_http, do_not_wait_for_ever) {
  holds_back = true;
  options.request_timeout = 50ms;
  start();
  raw_client client{port};
  client.send("GET " + list_path + " HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto reply = client.read_until("}");
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, StartsWith("HTTP/1.1 504 "));
  EXPECT_THAT(*reply, HasSubstr("SYSTEM_1703"));
  held.let_go();
  client.send("GET /ws/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto rest = client.read_to_end();
  ASSERT_TRUE(rest);
  EXPECT_THAT(*rest, HasSubstr("connected_users"));
  EXPECT_EQ(rest->find("conversations"), std::string::npos) << "too late is too late";
}

TEST_F(conversations_over_http, are_for_nobody_when_the_client_has_gone) {
  holds_back = true;
  start();
  {
    raw_client client{port};
    client.send("GET " + list_path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(held.holds(1));
  }
  held.let_go();
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

TEST_F(conversations_over_http, are_for_nobody_when_the_server_has_gone) {
  holds_back = true;
  start();
  raw_client client{port};
  client.send("GET " + list_path + " HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(held.holds(1));
  front.reset();
  EXPECT_EQ(client.read_to_end(), "");
  threads.reset();
  held.let_go();
}

TEST_F(conversations_over_http, are_still_told_when_the_server_stops) {
  holds_back = true;
  start();
  raw_client client{port};
  client.send("GET " + list_path + " HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(held.holds(1));
  front->stop_accepting();
  front->close_all(close_code::going_away, "");
  EXPECT_FALSE(front->drained(0ms));
  held.let_go();
  const auto reply = client.read_to_end();
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, HasSubstr(R"("success":true)"));
  client.shutdown_send();
  EXPECT_TRUE(front->drained(test_support::test_patience));
}

TEST_F(conversations_over_http, come_from_other_threads_to_many_clients) {
  holds_back = true;
  start();
  constexpr std::size_t count = 32;
  std::vector<raw_client> clients;
  for (std::size_t i = 0; i < count; ++i) {
    clients.emplace_back(port).send("GET " + list_path +
                                    " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }
  ASSERT_TRUE(held.holds(count));
  std::thread answering{[this] { held.let_go(); }};
  for (auto& client : clients) {
    const auto reply = client.read_to_end();
    ASSERT_TRUE(reply);
    EXPECT_THAT(*reply, HasSubstr(R"("conversations":[])"));
  }
  answering.join();
}

TEST_F(conversations_over_http, are_read_for_nobody_when_the_client_has_dropped_the_connection) {
  holds_back = true;
  start();
  auto client = std::make_optional<raw_client>(port);
  client->send("GET " + list_path + " HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(held.holds(1));
  const auto asker = held.askers().front();
  EXPECT_EQ(asker.name, "ann");
  ASSERT_TRUE(asker.has_left);
  EXPECT_FALSE(asker.has_left->load());
  client->reset();
  client.reset();
  EXPECT_TRUE(front->drained(test_support::test_patience));
  EXPECT_TRUE(asker.has_left->load());
  held.let_go();
}

TEST_F(conversations_over_http, are_read_for_a_client_that_only_ends_its_sending_side) {
  holds_back = true;
  start();
  raw_client client{port};
  client.send("GET " + list_path + " HTTP/1.1\r\nHost: x\r\n\r\n");
  client.shutdown_send();
  ASSERT_TRUE(held.holds(1));
  EXPECT_FALSE(held.askers().front().has_left->load());
  held.let_go();
  EXPECT_THAT(client.read_to_end().value_or(""), HasSubstr(R"("conversations":[])"));
}

}  // namespace
}  // namespace aurawell::net
