#include "tests/loadtest/websocket_link.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace aurawell::loadtest {
namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using asio::ip::tcp;
using server_stream = websocket::stream<tcp::socket>;

/// Keeps what it hears.
struct listener : link_listener {
  void on_open() override { ++opened; }
  void on_text(char* text, std::size_t size, std::chrono::steady_clock::time_point) override {
    EXPECT_EQ(text[size], '\0');
    texts.emplace_back(text, size);
    if (on_each) {
      on_each(texts.back());
    }
  }
  void on_end(std::string_view reason) override { ends.emplace_back(reason); }

  int opened = 0;
  std::vector<std::string> texts;
  std::vector<std::string> ends;
  std::function<void(const std::string&)> on_each;
};

/// A link and, on a thread of its own, a server for it.
class websocket_link_test : public testing::Test {
 protected:
  /// Connects; returns when the link is over.
  void run(const std::function<void(server_stream&)>& serve) {
    std::thread server{[&] {
      server_stream stream{acceptor_.accept()};
      boost::system::error_code ignored;
      stream.accept(ignored);
      serve(stream);
    }};
    target to{acceptor_.local_endpoint(), "127.0.0.1"};
    link_.open(to, "/", std::make_shared<int>());
    loop_.run();
    server.join();
  }

  asio::io_context loop_;
  tcp::acceptor acceptor_{loop_, {asio::ip::address_v4::loopback(), 0}};
  listener heard_;
  websocket_link link_{loop_, heard_};
};

TEST_F(websocket_link_test, hears_messages_of_every_size_in_order) {
  std::vector<std::string> sent{"", "a"};
  for (const std::size_t size : {125, 126, 1000, 65'535, 65'536, 300'000}) {
    sent.emplace_back(size, static_cast<char>('a' + size % 26));
  }
  run([&](server_stream& stream) {
    stream.auto_fragment(false);
    for (const auto& text : sent) {
      stream.write(asio::buffer(text));
    }
    boost::system::error_code ignored;
    stream.close(websocket::close_code::normal, ignored);
  });
  EXPECT_EQ(heard_.opened, 1);
  EXPECT_EQ(heard_.texts, sent);
  EXPECT_EQ(heard_.ends, std::vector<std::string>{"closed by the server: 1000"});
}

TEST_F(websocket_link_test, joins_the_frames_of_a_message) {
  run([](server_stream& stream) {
    stream.write_some(false, asio::buffer("one ", 4));
    stream.ping({});
    stream.write_some(true, asio::buffer("two", 3));
    stream.write(asio::buffer("three", 5));
    boost::system::error_code ignored;
    stream.close({}, ignored);
  });
  EXPECT_EQ(heard_.texts, (std::vector<std::string>{"one two", "three"}));
}

TEST_F(websocket_link_test, sends_messages_and_answers_pings) {
  const std::vector<std::string> wanted{"short", std::string(1000, 'x')};
  std::vector<std::string> got;
  std::string pong;
  heard_.on_each = [&](const std::string&) {
    for (const auto& text : wanted) {
      link_.send(text);
    }
  };
  run([&](server_stream& stream) {
    stream.control_callback([&](websocket::frame_type kind, boost::beast::string_view payload) {
      if (kind == websocket::frame_type::pong) {
        pong = std::string{payload};
      }
    });
    stream.ping("are you there");
    stream.write(asio::buffer("begin", 5));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      boost::beast::flat_buffer buffer;
      stream.read(buffer);
      got.push_back(boost::beast::buffers_to_string(buffer.data()));
    }
    boost::system::error_code ignored;
    stream.close({}, ignored);
  });
  EXPECT_EQ(got, wanted);
  EXPECT_EQ(pong, "are you there");
}

TEST_F(websocket_link_test, says_how_a_connection_broke) {
  run([](server_stream& stream) { stream.next_layer().close(); });
  ASSERT_EQ(heard_.ends.size(), 1U);
  EXPECT_TRUE(heard_.ends.front().starts_with("connection: ")) << heard_.ends.front();
}

}  // namespace
}  // namespace aurawell::loadtest
