#include "tests/integration/stepped_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::test_support {

namespace {

std::string question_frame(const std::string& request_id, const std::string& message) {
  return R"({"type":"health_chat","request_id":")" + request_id +
         R"(","conversation_id":"c1","data":{"message":")" + message + R"("}})";
}

}  // namespace

event stepped_client::connect(const running_service& service, ws_connect_options options) {
  return connect_with(service, heard_.resume_query(), std::move(options));
}

event stepped_client::connect_with(const running_service& service, const std::string& query,
                                   ws_connect_options options) {
  client_.emplace(service.port(), "/ws/chat/" + user_ + "?lang=en" + query, std::move(options));
  EXPECT_TRUE(client_->connected()) << client_->handshake().status;
  heard_.on_connect();
  auto greeting = read();
  EXPECT_EQ(greeting.type(), "connection_established");
  return greeting;
}

void stepped_client::ask(const std::string& request_id, const std::string& message,
                         const std::string& answer) {
  send_question({request_id, question_frame(request_id, message), answer});
}

void stepped_client::ask_known(const std::string& request_id, const std::string& message,
                               const std::string& answer) {
  send_question({request_id, question_frame(request_id, message), answer, true});
}

void stepped_client::send_question(const question& asked) {
  frames_[asked.request_id] = asked.frame;
  heard_.ask(asked);
  EXPECT_TRUE(client_->send(asked.frame));
}

void stepped_client::ask_again(const std::string& request_id) {
  heard_.sends_again(request_id);
  EXPECT_TRUE(client_->send(frames_.at(request_id)));
}

void stepped_client::judge(const std::string& frame) {
  heard_.on_frame(frame);
  EXPECT_THAT(heard_.faults(), ::testing::IsEmpty());
}

event stepped_client::read() {
  const auto frame = client_->read();
  EXPECT_TRUE(frame.is_text()) << "closed with " << frame.code << ": " << frame.text;
  if (!frame.is_text()) {
    return event{"{}"};
  }
  judge(frame.text);
  return event{frame.text};
}

void stepped_client::read_text(const std::string& request_id, std::size_t bytes) {
  while (heard_.text(request_id).size() < bytes && !::testing::Test::HasFailure()) {
    read();
  }
}

void stepped_client::read_end(const std::string& request_id) {
  while (!heard_.has_ended(request_id) && !::testing::Test::HasFailure()) {
    read();
  }
}

void stepped_client::expect_nothing_more() {
  EXPECT_TRUE(client_->send(R"({"type":"ping"})"));
  EXPECT_EQ(read().type(), "pong");
}

ws_frame stepped_client::read_close() {
  auto frame = client_->read();
  for (; frame.is_text(); frame = client_->read()) {
    judge(frame.text);
  }
  return frame;
}

}  // namespace aurawell::test_support
