#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "net/rest/router.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/net/fake_store_access.hpp"
#include "tests/net/rest/json_look.hpp"
#include "tests/support/fake_gatekeeper.hpp"
#include "tests/support/fake_hasher.hpp"

namespace aurawell::net {

/// A real store in memory.
inline std::shared_ptr<advice_store> memory_store() {
  store_options options;
  options.url = "memory:";
  auto opened = open_store(options);
  EXPECT_TRUE(opened) << opened.failure().detail;
  return std::move(opened).value();
}

inline constexpr wall_time test_now{
    std::chrono::duration_cast<wall_time::duration>(std::chrono::milliseconds{1767323045678})};

class fake_code_sender final : public code_sender {
 public:
  void send(code_message message, std::function<void()> lost) override {
    if (loses) {
      lost();
    } else {
      sent.push_back(std::move(message));
    }
  }

  bool loses = false;
  std::vector<code_message> sent;
};

/// The collaborators of handlers, without a server.
class rest_test : public ::testing::Test {
 protected:
  rest_test() {
    // Tests of these limits set them.
    options.requests_per_user = options.requests_per_address = 0;
    requests.set_limits(options);
  }

  /// Runs everything up to the reply, waits included.
  http_reply ask(rest_request request) {
    request.now = now;
    const auto query = request.path.find('?');
    if (query != std::string_view::npos) {
      request.query = request.path.substr(query + 1);
      request.path = request.path.substr(0, query);
    }
    const auto lent = behind();
    auto answer = answer_rest(routes, lent, std::move(request));
    if (auto* reply = std::get_if<http_reply>(&answer)) {
      return std::move(*reply);
    }
    http_reply reply;
    int replies = 0;
    std::get<pending_reply>(answer)([&](const reply_maker& make) {
      reply = make(now);
      ++replies;
    });
    EXPECT_EQ(replies, 1);
    return reply;
  }

  http_reply send(const std::string& method, const std::string& target, const std::string& body,
                  const std::string& user) {
    const auto token = user.empty() ? "" : "token-of-" + user;
    rest_request request;
    request.method = method;
    request.path = target;
    request.body = body;
    request.content_type = "application/json";
    request.token = token;
    request.gateway = gateway;
    request.address = address;
    request.user_agent = agent;
    return ask(std::move(request));
  }

  http_reply get(const std::string& target, const std::string& user = "") {
    return send("GET", target, "", user);
  }

  /// Makes an account with the id "user_…" and the name `name`, as tokens have them.
  std::string sign_up(const std::string& name) {
    const auto reply = send("POST", "/api/v1/auth/register",
                            R"({"username":")" + name + R"(","email":")" + name +
                                R"(@example.com","password":"tulip-tractor-)" + name + R"("})",
                            "");
    EXPECT_EQ(reply.status, 200U) << reply.body;
    return text_at(reply.body, "/data/user_id");
  }

  static std::string header(const http_reply& reply, std::string_view name) {
    for (const auto& [key, value] : reply.headers) {
      if (key == name) {
        return value;
      }
    }
    return "";
  }

  virtual rest_backend behind() { return over(access); }

  rest_backend over(store_access& kept) { return over(kept, gate); }

  rest_backend over(store_access& kept, gatekeeper& by) {
    const auto close_connections = [this](const revoked_login& gone) { hung_up.push_back(gone); };
    auto* sender = sends_codes ? &codes : nullptr;
    const auto end_answers = [this](const user_id& user, const member_id& about) {
      ended_answers.emplace_back(user, about);
    };
    return {kept, by,     hasher,     census, logins, requests, options, close_connections,
            {},   sender, end_answers};
  }

  std::shared_ptr<advice_store> store = memory_store();
  immediate_store access{store};
  test_support::fake_gatekeeper gate;
  gateway_word gateway;
  test_support::fake_hasher hasher;
  connection_counts census;
  rest_options options;
  login_limits logins{options};
  request_rates requests{options};
  std::vector<revoked_login> hung_up;
  std::vector<std::pair<user_id, member_id>> ended_answers;
  bool sends_codes = true;
  fake_code_sender codes;
  /// Used by the next requests.
  wall_time now = test_now;
  std::string address;
  std::string agent;
  std::span<const route> routes = all_routes();
};

}  // namespace aurawell::net
