// Idle connections that are kept for the next question, and bytes that a server sends on them.

#include <fstream>
#include <sstream>
#include <thread>

#include "tests/net/llm/llm_fixture.hpp"

namespace aurawell::net {
namespace {

/// Whether bytes of the server at `port` wait in a socket of this process.
bool has_unread_bytes(std::uint16_t port) {
  std::ifstream table{"/proc/self/net/tcp"};
  for (std::string line; std::getline(table, line);) {
    std::istringstream fields{line};
    std::string number, local, remote, state, queues;
    fields >> number >> local >> remote >> state >> queues;
    const auto colon = remote.find(':');
    if (colon != std::string::npos && std::stoul(remote.substr(colon + 1), nullptr, 16) == port &&
        !queues.ends_with(":00000000")) {
      return true;
    }
  }
  return false;
}

class llm_client_idle : public llm_fixture {
 protected:
  // With one loop the second question uses the connection of the first.
  llm_client_idle() { loops_.resize(1); }

  /// Answers, and sends `stray` once it is released.
  static scripted_server::script answer_and_more(const std::string& text,
                                                 const std::string& stray) {
    auto steps = answer(text);
    steps.push_back({act::hold});
    steps.push_back({act::send, stray});
    return steps;
  }

  void asks_twice_around(const std::string& stray) {
    scripted_server server{{answer_and_more("one", stray), answer("two"), answer("three")}};
    auto& client = client_of(server);
    const auto first = ask(client);
    ASSERT_FALSE(first.sink->wait_for_end()) << stray;
    EXPECT_EQ(first.sink->text(), "one");
    server.release();
    while (!has_unread_bytes(server.port())) {
      std::this_thread::yield();
    }
    const auto second = ask(client);
    ASSERT_FALSE(second.sink->wait_for_end()) << stray;
    EXPECT_EQ(second.sink->text(), "two") << stray;
    const auto third = ask(client);
    ASSERT_FALSE(third.sink->wait_for_end()) << stray;
    EXPECT_EQ(third.sink->text(), "three") << stray;
    EXPECT_EQ(server.connections(), 2U) << stray;
  }
};

TEST_F(llm_client_idle, take_no_answer_that_nobody_asked_for) {
  asks_twice_around(chunked_head() + chunk(text_event("of somebody else") + end_events()) +
                    last_chunk());
}

TEST_F(llm_client_idle, are_not_confused_by_bytes_that_are_no_answer) {
  for (const auto* stray :
       {"\r\n", "data: [DONE]\n\n", "HTTP/1.1 408 Request Timeout\r\n\r\n", "x"}) {
    asks_twice_around(stray);
  }
  asks_twice_around(std::string(200'000, 'x'));
}

}  // namespace
}  // namespace aurawell::net
