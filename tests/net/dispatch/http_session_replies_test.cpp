// Which replies come compressed, and in what form.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/rest/router.hpp"
#include "tests/mock_llm/inflated.hpp"
#include "tests/net/dispatch/server_fixture.hpp"

namespace aurawell::net {
namespace {

using test_support::header_list;
using test_support::http_get;
using test_support::http_request;
using test_support::http_response;
using test_support::http_send;
using test_support::raw_client;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

const std::string list_path = "/api/v1/chat/conversations";
const std::string messages_path = list_path + "/conv_1/messages";

class replies_test : public server_test {
 protected:
  replies_test() {
    options.compression.min_bytes = 1'000;
    stored_exchange one;
    one.request = {"r-1"};
    one.question = "How much water?";
    one.summary.text = std::make_shared<const std::string>(300'000, 'w');
    one.status = request_status::done;
    kept_store->exchanges.push_back(one);
    kept_store->conversations.conversations.resize(40);
  }

  store_access& kept() override { return access; }

  http_response get(const std::string& target, const std::string& accept_encoding,
                    header_list more = {{"Authorization", "Bearer token-of-ann"}}) {
    if (!accept_encoding.empty()) {
      more.emplace_back("Accept-Encoding", accept_encoding);
    }
    return http_get(port, target, std::move(more));
  }

  std::shared_ptr<test_support::fake_store> kept_store =
      std::make_shared<test_support::fake_store>();
  immediate_store access{kept_store};
};

TEST_F(replies_test, have_the_same_content_compressed) {
  start();
  for (const auto& path : {list_path, messages_path}) {
    const auto plain = get(path, "");
    const auto coded = get(path, "gzip");
    ASSERT_EQ(plain.status, 200);
    EXPECT_EQ(plain.header("Content-Encoding"), "");
    EXPECT_EQ(coded.header("Content-Encoding"), "gzip");
    for (const auto* reply : {&plain, &coded}) {
      EXPECT_EQ(reply->header("Vary"), "Origin, Accept-Encoding");
      EXPECT_EQ(reply->header("Content-Length"), std::to_string(reply->body.size()));
      EXPECT_EQ(reply->header("Content-Type"), "application/json; charset=utf-8");
    }
    const auto back = mock::inflated(coded.body);
    EXPECT_TRUE(back.complete);
    EXPECT_TRUE(back.text == plain.body) << path;
    EXPECT_LT(coded.body.size() * 4, plain.body.size());
  }
}

TEST_F(replies_test, go_on_with_the_next_request_after_a_compressed_one) {
  start();
  raw_client client{port};
  const auto request = "GET " + messages_path +
                       " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token-of-ann\r\n"
                       "Accept-Encoding: gzip\r\n";
  client.send(request + "\r\n" + request + "\r\n" +
              "GET /ws/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto all = client.read_to_end();
  ASSERT_TRUE(all);
  EXPECT_THAT(*all, HasSubstr("connected_users\":0"));
  const auto second = all->find("HTTP/1.1 200 OK", 1);
  ASSERT_NE(second, std::string::npos);
  EXPECT_THAT(all->substr(second), HasSubstr("Content-Encoding: gzip"));
}

TEST_F(replies_test, tell_head_what_get_would_receive) {
  start();
  const auto whole = get(messages_path, "gzip");
  http_request request{"HEAD", messages_path, {}, {}};
  request.headers = {{"Authorization", "Bearer token-of-ann"}, {"Accept-Encoding", "gzip"}};
  const auto head = http_send(port, request);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Encoding"), "gzip");
  EXPECT_EQ(head.header("Content-Length"), whole.header("Content-Length"));
  EXPECT_EQ(head.body, "");
}

TEST_F(replies_test, are_never_compressed_for_a_user_whom_a_gateway_names) {
  options.user_header = "X-User";
  start();
  const header_list named{{"X-User", "ann"}, {"X-Forwarded-For", "192.0.2.7"}};
  const auto reply = get(messages_path, "gzip", named);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Content-Encoding"), "");
  EXPECT_THAT(reply.body, HasSubstr("How much water?"));
}

TEST_F(replies_test, with_tokens_are_never_compressed) {
  options.compression.min_bytes = 0;
  start();
  for (const auto* path : {"/api/v1/user/logins", "/api/v1/family/invitations",
                           "/api/v1/family/members", "/api/v1/user/profile", "/api/v1/health"}) {
    const auto reply = get(path, "gzip");
    EXPECT_EQ(reply.header("Content-Encoding"), "") << path;
    EXPECT_THAT(reply.header("Vary"), Not(HasSubstr("Accept-Encoding"))) << path;
  }
  http_request renewal{"POST", "/api/v1/auth/refresh", {}, {}};
  renewal.headers = {{"Authorization", "Bearer token-of-ann"}, {"Accept-Encoding", "gzip"}};
  const auto renewed = http_send(port, renewal);
  EXPECT_EQ(renewed.header("Content-Encoding"), "");
}

TEST_F(replies_test, are_not_compressed_where_it_is_off) {
  options.compression.enabled = false;
  start();
  const auto reply = get(messages_path, "gzip");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Content-Encoding"), "");
  EXPECT_EQ(reply.header("Vary"), "Origin");
}

TEST_F(replies_test, of_a_long_list_do_not_hold_up_others) {
  options.max_connections = 64;
  start(1);
  std::vector<raw_client> clients;
  for (int i = 0; i < 20; ++i) {
    clients.emplace_back(port);
    clients.back().send("GET " + messages_path +
                        " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token-of-ann\r\n"
                        "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n");
  }
  for (auto& client : clients) {
    const auto reply = client.read_to_end();
    ASSERT_TRUE(reply);
    const auto body = reply->substr(reply->find("\r\n\r\n") + 4);
    EXPECT_THAT(mock::inflated(body).text, HasSubstr("How much water?"));
  }
}

TEST(all_routes, compress_only_lists_and_exports_of_own_data) {
  std::vector<std::string> compressed;
  for (const auto& row : all_routes()) {
    if (row.coding == reply_coding::compressed) {
      EXPECT_EQ(row.method, "GET");
      compressed.emplace_back(row.pattern);
    }
  }
  EXPECT_THAT(compressed, UnorderedElementsAre("/api/v1/chat/conversations",
                                               "/api/v1/chat/conversations/{id}/messages",
                                               "/api/v1/user/samples", "/api/v1/user/export"));
}

}  // namespace
}  // namespace aurawell::net
