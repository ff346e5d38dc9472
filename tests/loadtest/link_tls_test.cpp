// A link to a server with TLS.
#include "tests/loadtest/link_tls.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <fstream>
#include <functional>
#include <thread>
#include <vector>

#include "tests/loadtest/websocket_link.hpp"
#include "tests/net/llm/test_authority.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::loadtest {
namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using asio::ip::tcp;
using secure_stream = websocket::stream<asio::ssl::stream<tcp::socket>>;

/// Keeps the texts and the end.
struct tls_listener : link_listener {
  void on_open() override {
    if (then) {
      then();
    }
  }
  void on_text(char* text, std::size_t size, std::chrono::steady_clock::time_point) override {
    EXPECT_EQ(text[size], '\0');
    texts.emplace_back(text, size);
  }
  void on_end(std::string_view reason) override { end = reason; }

  std::vector<std::string> texts;
  std::string end;
  std::function<void()> then;
};

class link_tls_test : public testing::Test {
 protected:
  /// Connects to a server on a thread of its own; returns when the link is over.
  void run(const std::string& certificate_for, const std::string& authority_file,
           const std::function<void(secure_stream&)>& serve) {
    const auto issued = authority_.issue(certificate_for);
    asio::ssl::context context{asio::ssl::context::tls_server};
    context.use_certificate(asio::buffer(issued.certificate_pem), asio::ssl::context::pem);
    context.use_private_key(asio::buffer(issued.private_key_pem), asio::ssl::context::pem);
    std::thread server{[&] {
      secure_stream stream{acceptor_.accept(), context};
      boost::system::error_code failure;
      stream.next_layer().handshake(asio::ssl::stream_base::server, failure);
      if (!failure) {
        stream.accept(failure);
      }
      if (!failure) {
        serve(stream);
      }
    }};
    auto settings = make_tls_settings(authority_file);
    ASSERT_TRUE(settings);
    link_.open({acceptor_.local_endpoint(), "127.0.0.1", *settings}, "/", std::make_shared<int>());
    loop_.run();
    server.join();
  }

  std::string authority_file() {
    const auto path = (folder_ / "ca.pem").string();
    std::ofstream{path} << authority_.pem();
    return path;
  }

  asio::io_context loop_;
  tcp::acceptor acceptor_{loop_, {asio::ip::address_v4::loopback(), 0}};
  tls_listener heard_;
  websocket_link link_{loop_, heard_};
  net::test_authority authority_{"an authority"};
  test_support::temp_folder folder_;
};

TEST_F(link_tls_test, carries_messages_of_every_size_both_ways) {
  std::vector<std::string> sent{"", "a"};
  for (const std::size_t size : {1'000, 16'384, 20'000, 300'000}) {
    sent.emplace_back(size, static_cast<char>('a' + size % 26));
  }
  const std::string question(10'000, 'q');
  std::string got;
  heard_.then = [&] { link_.send(question); };
  run("IP:127.0.0.1", authority_file(), [&](secure_stream& stream) {
    stream.auto_fragment(false);
    boost::beast::flat_buffer buffer;
    stream.read(buffer);
    got = boost::beast::buffers_to_string(buffer.data());
    for (const auto& text : sent) {
      stream.write(asio::buffer(text));
    }
    boost::system::error_code ignored;
    stream.close(websocket::close_code::normal, ignored);
  });
  EXPECT_EQ(got, question);
  EXPECT_EQ(heard_.texts, sent);
  EXPECT_EQ(heard_.end, "closed by the server: 1000");
}

TEST_F(link_tls_test, refuses_a_certificate_of_somebody_else_only_if_told_to_check) {
  const auto close = [](secure_stream& stream) {
    boost::system::error_code ignored;
    stream.close(websocket::close_code::normal, ignored);
  };
  run("DNS:elsewhere", authority_file(), close);
  EXPECT_TRUE(heard_.end.starts_with("TLS: ")) << heard_.end;
}

TEST_F(link_tls_test, checks_nothing_without_an_authority) {
  run("DNS:elsewhere", "", [](secure_stream& stream) {
    boost::system::error_code ignored;
    stream.close(websocket::close_code::normal, ignored);
  });
  EXPECT_EQ(heard_.end, "closed by the server: 1000");
}

}  // namespace
}  // namespace aurawell::loadtest
