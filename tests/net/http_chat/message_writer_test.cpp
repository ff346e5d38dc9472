#include "net/http_chat/message_writer.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(message_writer, writes_what_existing_clients_read) {
  message_writer writer;
  const auto scope = std::make_shared<const request_scope>(request_scope{{"r"}, {"c"}});
  std::string out;
  writer.take({1, {}, scope, status_update{request_status::streaming, "", {}}}, out);
  writer.take({2, {}, scope, answer_delta{"So"}}, out);
  answer_summary answer;
  answer.text = std::make_shared<const std::string>("So \"far\"");
  writer.take({3, {}, scope, status_update{request_status::incomplete, "", answer}}, out);
  EXPECT_TRUE(out.empty());
  EXPECT_EQ(writer.reply().status, 200U);
  EXPECT_EQ(writer.reply().body,
            R"({"reply":"So \"far\"","conversation_id":"c","timestamp":"1970-01-01T00:00:00.000Z",)"
            R"("suggestions":[],"quick_replies":[],"status":"incomplete","request_id":"r"})");
}

TEST(message_writer, tells_what_the_screen_found) {
  message_writer writer;
  const auto scope = std::make_shared<const request_scope>(request_scope{{"r"}, {"c"}});
  std::string out;
  answer_summary answer;
  answer.safety = {safety_level::emergency, safety::region::china};
  writer.take({3, {}, scope, status_update{request_status::done, "", answer}}, out);
  EXPECT_NE(writer.reply().body.find(R"("request_id":"r","safety":"emergency","safety_help":[)"
                                     R"({"kind":"ambulance","region":"CN","number":"120"},)"),
            std::string::npos);
}

}  // namespace
}  // namespace aurawell::net
