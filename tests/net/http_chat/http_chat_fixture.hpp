#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "tests/net/dispatch/server_fixture.hpp"

namespace aurawell::net {

inline const std::string message_path = "/api/v1/chat/message";
inline const std::string stream_path = "/api/v1/chat/stream";
inline const std::string completion_path = "/v1/chat/completions";
inline const std::string why = R"({"message":"Why?","user_id":"ann"})";
inline const std::string completion =
    R"({"user":"ann","messages":[{"role":"user","content":"Why?"}],"stream":)";

class http_chat : public server_test {
 protected:
  /// Sends the question and waits until its session has received it.
  test_support::raw_client ask(const std::string& path, const std::string& body,
                               const std::string& version = "1.1",
                               const std::string& headers = "") {
    test_support::raw_client client{port};
    client.send("POST " + path + " HTTP/" + version +
                "\r\nHost: x\r\nContent-Type: application/json\r\n" + headers +
                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    session = gateway.session(sessions++);
    EXPECT_TRUE(session && session->eventually([](const auto& s) { return !s.commands.empty(); }));
    return client;
  }

  const chat_command& question() const { return std::get<chat_command>(session->commands.at(0)); }

  client_channel::room say(event_body body) {
    const auto scope = std::make_shared<const request_scope>(
        request_scope{question().request, conversation_id{"c"}});
    return session->channel->send({{++seq, {}, scope, std::move(body)}});
  }
  client_channel::room say_status(request_status status, status_data data = {}) {
    return say(status_update{status, "told", std::move(data)});
  }
  void finish(const std::string& text) {
    answer_summary answer;
    answer.text = std::make_shared<const std::string>(text);
    say_status(request_status::done, answer);
  }

  std::shared_ptr<recorded_session> session;
  std::size_t sessions = 0;
  event_seq seq = 0;
};

inline std::string body_of(const std::string& response) {
  return response.substr(response.find("\r\n\r\n") + 4);
}

}  // namespace aurawell::net
