#include "tests/support/resuming_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>
#include <thread>
#include <vector>

#include "tests/support/socket_tools.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::test_support {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The server's script for one connection: it reads this many messages, sends these, and resets.
struct scene {
  int messages = 0;
  std::vector<std::string> frames;
  std::uint16_t close_code = 0;
  bool refuses = false;
};

/// Runs one script per connection and keeps the received messages.
class scripted_server {
 public:
  explicit scripted_server(std::vector<scene> script)
      : thread_{[this, script = std::move(script)] {
          for (const auto& one : script) {
            play(one, acceptor_.accept());
          }
        }} {}
  ~scripted_server() { join(); }

  void join() {
    if (thread_.joinable()) {
      thread_.join();
    }
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  std::vector<std::string> targets;
  std::vector<std::string> messages;

 private:
  void play(const scene& one, asio::ip::tcp::socket socket) {
    beast::error_code fault;
    beast::flat_buffer buffer;
    beast::http::request<beast::http::string_body> request;
    beast::http::read(socket, buffer, request, fault);
    targets.emplace_back(request.target());
    if (one.refuses) {
      asio::write(socket, asio::buffer(refusal_), fault);
      return;
    }
    socket.set_option(asio::socket_base::linger{true, 0});
    beast::websocket::stream<asio::ip::tcp::socket> stream{std::move(socket)};
    stream.accept(request, fault);
    stream.write(asio::buffer(one.frames.front()), fault);
    for (int i = 0; i < one.messages && !fault; ++i) {
      beast::flat_buffer message;
      stream.read(message, fault);
      messages.push_back(beast::buffers_to_string(message.data()));
    }
    for (auto frame = one.frames.begin() + 1; frame != one.frames.end(); ++frame) {
      stream.write(asio::buffer(*frame), fault);
    }
    if (one.close_code != 0) {
      stream.close(beast::websocket::close_reason{one.close_code}, fault);
    }
  }

  const std::string refusal_ =
      "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";
  asio::io_context io_{1};
  asio::ip::tcp::acceptor acceptor_{io_, {asio::ip::address_v4::loopback(), 0}};
  std::thread thread_;
};

std::string greeting(int seq, const std::string& recovered) {
  return R"({"type":"connection_established","session_id":"s1","epoch":"e1","seq":)" +
         std::to_string(seq) + R"(,"resumed":)" + recovered + R"(,"recovered":)" + recovered + "}";
}

const std::string sending =
    R"({"type":"status_update","request_id":"r","seq":1,"status":"sending"})";
const std::string streaming =
    R"({"type":"status_update","request_id":"r","seq":2,"status":"streaming"})";
const std::string abc = R"({"type":"chat_stream","request_id":"r","seq":3,"delta":"abc"})";
const std::string def = R"({"type":"chat_stream","request_id":"r","seq":4,"delta":"def"})";
const std::string done_frame =
    R"({"type":"status_update","request_id":"r","seq":5,"status":"done","data":{"full_response":"abcdef"}})";

class resuming_client_test : public ::testing::Test {
 protected:
  /// Runs a client with its questions against the script.
  const resuming_client& run_client(scripted_server& server,
                                    std::chrono::milliseconds patience = test_patience) {
    client = make_resuming_client(
        loop, {.port = server.port(), .target = "/ws/chat/u?lang=en", .patience = patience},
        [this] { return next_question(); });
    client->start();
    loop.run_for(2 * test_patience);
    server.join();
    return *client;
  }

  std::optional<question> next_question() {
    if (questions.empty()) {
      return std::nullopt;
    }
    const auto next = questions.front();
    questions.pop_front();
    return next;
  }

  asio::io_context loop{1};
  std::deque<question> questions{{"r", "ask", "abcdef"}};
  std::shared_ptr<resuming_client> client;
};

TEST_F(resuming_client_test, goes_on_where_it_was_cut) {
  scripted_server server{{{1, {greeting(0, "false"), sending, streaming, abc}},
                          {0, {greeting(3, "true"), def, done_frame}}}};
  const auto& ended = run_client(server);
  EXPECT_TRUE(ended.over());
  EXPECT_THAT(ended.heard().faults(), IsEmpty());
  EXPECT_EQ(ended.heard().text("r"), "abcdef");
  EXPECT_EQ(ended.heard().counts().recovered, 1U);
  EXPECT_THAT(server.targets,
              ElementsAre("/ws/chat/u?lang=en", "/ws/chat/u?lang=en&session=s1&epoch=e1&seq=3"));
  EXPECT_THAT(server.messages, ElementsAre("ask"));
}

TEST_F(resuming_client_test, asks_again_what_was_not_acknowledged) {
  scripted_server server{{{1, {greeting(0, "false")}},
                          {1, {greeting(0, "true"), sending, streaming, abc, def, done_frame}}}};
  const auto& ended = run_client(server);
  EXPECT_THAT(ended.heard().faults(), IsEmpty());
  EXPECT_THAT(server.messages, ElementsAre("ask", "ask"));
}

TEST_F(resuming_client_test, expects_to_be_told_again_what_it_asked_again) {
  const auto event = [](const std::string& request, int seq, const std::string& members) {
    return R"({"type":"status_update","request_id":")" + request + R"(","seq":)" +
           std::to_string(seq) + "," + members + "}";
  };
  const std::string begins = R"("status":"sending")";
  const std::string ends = R"("status":"cancelled","data":{"full_response":""})";
  scripted_server server{
      {{2, {greeting(0, "false")}},
       {2,
        {greeting(0, "true"), event("r", 1, begins), event("r", 2, ends), event("r", 3, begins),
         event("r", 4, ends), event("q", 5, begins), event("q", 6, ends)}}}};
  questions = {{"r", "first"}, {"q", "second"}};
  const auto& ended = run_client(server);
  EXPECT_THAT(ended.heard().faults(), IsEmpty());
  EXPECT_EQ(ended.heard().counts().told_again, 1U);
  EXPECT_THAT(server.messages, ElementsAre("first", "second", "second", "first"));
}

TEST_F(resuming_client_test, tells_how_it_was_refused_and_closed) {
  scripted_server server{{{0, {}, 0, true},
                          {1, {greeting(0, "false"), sending, streaming}, 4008},
                          {0, {greeting(2, "true"), abc, def, done_frame}}}};
  const auto& ended = run_client(server);
  EXPECT_THAT(ended.heard().faults(), IsEmpty());
  EXPECT_EQ(ended.ends().refused.at(429), 1U);
  EXPECT_EQ(ended.ends().closed.at(4008), 1U);
  EXPECT_EQ(ended.ends().connections, 3U);
}

TEST_F(resuming_client_test, gives_up_on_a_server_that_says_nothing) {
  scripted_server server{{{3, {greeting(0, "false")}}}};
  const auto& ended = run_client(server, std::chrono::milliseconds{50});
  EXPECT_TRUE(ended.over());
  EXPECT_EQ(ended.heard().faults().size(), 1U);
}

}  // namespace
}  // namespace aurawell::test_support
