// The name of a user for a provider: the real program sends the same after a restart, and from
// every node with the same key.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/support/socket_tools.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using ::testing::MatchesRegex;

/// Answers one request with one word, and keeps the request.
class one_answer {
 public:
  one_answer() : thread_{[this] { serve(); }} {}
  one_answer(const one_answer&) = delete;
  one_answer& operator=(const one_answer&) = delete;
  ~one_answer() { join(); }

  std::string base_url() const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/v1";
  }

  /// The `user_id` of the request that was answered.
  std::string user() {
    join();
    std::smatch found;
    const std::regex member{R"re("user_id":"([^"]*)")re"};
    return std::regex_search(request_, found, member) ? found[1].str() : "(none)";
  }

 private:
  void serve() {
    boost::system::error_code fault;
    auto socket = acceptor_.accept(fault);
    const auto head =
        boost::asio::read_until(socket, boost::asio::dynamic_buffer(request_), "\r\n\r\n", fault);
    std::smatch length;
    if (fault || !std::regex_search(request_, length, std::regex{"Content-Length: ([0-9]+)"})) {
      return;
    }
    boost::asio::read(socket, boost::asio::dynamic_buffer(request_),
                      boost::asio::transfer_exactly(head + std::stoul(length[1]) - request_.size()),
                      fault);
    const std::string reply =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
        "data: {\"choices\":[{\"delta\":{\"content\":\"Rest.\"},\"finish_reason\":\"stop\"}]}\n\n"
        "data: [DONE]\n\n";
    boost::asio::write(socket, boost::asio::buffer(reply), fault);
  }

  void join() {
    if (thread_.joinable()) {
      // Ends the wait for a request that never arrived; has no effect on one that arrived.
      boost::asio::io_context io;
      boost::asio::ip::tcp::socket socket{io};
      connect_to(socket, acceptor_.local_endpoint().port());
      socket.close();
      thread_.join();
    }
  }

  boost::asio::io_context io_;
  boost::asio::ip::tcp::acceptor acceptor_{io_, {boost::asio::ip::address_v4::loopback(), 0}};
  std::string request_;
  std::thread thread_;
};

/// The name for "ann" from a program with these settings.
std::string name_of_ann(std::vector<std::string> set) {
  one_answer upstream;
  const auto provider = asking(upstream.base_url());
  set.insert(set.end(), provider.begin(), provider.end());
  running_program program{with_settings(set)};
  const auto reply = http_send(program.port(), {"POST",
                                                "/api/v1/chat/message",
                                                {{"Content-Type", "application/json"}},
                                                R"({"message":"tired","user_id":"ann"})"});
  EXPECT_EQ(reply.status, 200) << reply.body;
  return upstream.user();
}

TEST(name_at_a_provider, outlives_a_restart) {
  const temp_folder folder;
  const auto database = "storage.url=sqlite:" + (folder / "a.db").string();
  const auto first = name_of_ann({database});
  EXPECT_THAT(first, MatchesRegex("[0-9a-f]{64}"));
  EXPECT_EQ(name_of_ann({database}), first);
}

TEST(name_at_a_provider, is_the_same_on_every_node_with_the_key) {
  const temp_folder folder;
  ASSERT_EQ(setenv("AURAWELL_TEST_SEAL", std::string(64, 'a').c_str(), 1), 0);
  const std::string sealed = "storage.encryption_key_env=AURAWELL_TEST_SEAL";
  const auto first = name_of_ann({"storage.url=sqlite:" + (folder / "a.db").string(), sealed});
  EXPECT_EQ(name_of_ann({"storage.url=sqlite:" + (folder / "b.db").string(), sealed}), first);
  EXPECT_NE(name_of_ann({"storage.url=sqlite:" + (folder / "c.db").string()}), first);
}

}  // namespace
}  // namespace aurawell
