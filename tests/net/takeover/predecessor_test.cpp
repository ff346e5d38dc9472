// The new process and an old one that says what it should not.
#include "net/takeover/predecessor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <thread>

#include "net/takeover/takeover_socket.hpp"
#include "tests/net/socket/listening_sockets.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class old_process : public ::testing::Test {
 protected:
  old_process() { options.socket = (folder / "takeover.socket").string(); }
  ~old_process() override { join(); }

  /// Accepts one process, reads its `hello` and does what `script` says.
  void behave(std::function<void(packet_socket&)> script) {
    at.emplace(takeover_socket::make(options.socket).value());
    ASSERT_TRUE(at->publish());
    thread = std::thread{[this, script = std::move(script)] {
      packet_socket newcomer{file_descriptor{accept_waiting()}};
      ASSERT_TRUE(newcomer.receive(packet_socket::clock::now() + 30s));
      script(newcomer);
    }};
  }

  int accept_waiting() const {
    int accepted = -1;
    while (accepted < 0) {
      accepted = ::accept4(at->number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
      std::this_thread::yield();
    }
    return accepted;
  }

  static void wait_for_packet(packet_socket& from) {
    EXPECT_TRUE(from.receive(packet_socket::clock::now() + 30s));
  }

  void join() {
    if (thread.joinable()) {
      thread.join();
    }
  }

  std::string failure() {
    const auto found = predecessor::find(options, {"1.1.0", 10});
    join();
    return found ? "" : found.failure().detail;
  }

  static void send_sockets(packet_socket& to, std::size_t said, std::size_t sent,
                           bool is_last = true) {
    takeover_sockets message;
    message.entries.resize(said);
    message.is_last = is_last;
    const auto socket = make_listening();
    const std::vector<int> descriptors(sent, socket.number());
    EXPECT_TRUE(to.send(encode(message), descriptors));
  }

  test_support::captured_log log;
  test_support::temp_folder folder;
  takeover_options options;
  std::optional<takeover_socket> at;
  std::thread thread;
};

TEST_F(old_process, may_say_nothing) {
  options.answer_timeout = 20ms;
  std::promise<void> over;
  behave([&](packet_socket&) { over.get_future().wait(); });
  const auto found = predecessor::find(options, {"1.1.0", 10});
  over.set_value();
  ASSERT_FALSE(found);
  EXPECT_THAT(found.failure().detail, HasSubstr("did not answer in time"));
}

TEST_F(old_process, may_end) {
  behave([](packet_socket&) {});
  EXPECT_THAT(failure(), HasSubstr("has closed the connection"));
}

TEST_F(old_process, may_send_what_is_no_message) {
  behave([](packet_socket& to) { EXPECT_TRUE(to.send("\x01\x02")); });
  EXPECT_THAT(failure(), HasSubstr("cannot take over from the process that serves"));
}

TEST_F(old_process, may_send_messages_in_the_wrong_order) {
  behave([](packet_socket& to) { EXPECT_TRUE(to.send(encode(takeover_accept{}))); });
  EXPECT_THAT(failure(), HasSubstr("wrong order"));
}

TEST_F(old_process, may_send_another_number_of_sockets) {
  for (const auto& [said, sent] : {std::pair{2, 1}, {1, 2}, {1, 0}, {0, 1}}) {
    behave([said = said, sent = sent](packet_socket& to) { send_sockets(to, said, sent); });
    EXPECT_THAT(failure(), HasSubstr("another number of sockets"));
  }
}

TEST_F(old_process, may_send_sockets_without_end) {
  behave([](packet_socket& to) {
    for (bool is_heard = true; is_heard;) {
      takeover_sockets message;
      message.entries.resize(packet_socket::max_descriptors);
      message.is_last = false;
      const auto socket = make_listening();
      const std::vector<int> descriptors(packet_socket::max_descriptors, socket.number());
      is_heard = to.send(encode(message), descriptors).has_value();
      std::this_thread::yield();
    }
  });
  EXPECT_THAT(failure(), HasSubstr("another number of sockets"));
}

TEST_F(old_process, may_send_empty_lists_without_end) {
  behave([](packet_socket& to) { send_sockets(to, 0, 0, false); });
  EXPECT_THAT(failure(), HasSubstr("another number of sockets"));
}

TEST_F(old_process, may_send_what_does_not_listen) {
  behave([](packet_socket& to) {
    const auto bound = bound_descriptor();
    const std::vector<int> descriptors{bound.number()};
    EXPECT_TRUE(to.send(encode(takeover_sockets{{{}}, true}), descriptors));
  });
  EXPECT_THAT(failure(), HasSubstr("a descriptor of the old process does not listen"));
}

TEST_F(old_process, may_die_when_the_new_one_accepts) {
  behave([](packet_socket& to) {
    send_sockets(to, 1, 1);
    wait_for_packet(to);
    EXPECT_TRUE(to.send(encode(takeover_accept{})));
  });
  auto found = predecessor::find(options, {"1.1.0", 10});
  ASSERT_TRUE(found && *found);
  ASSERT_TRUE((*found)->may_accept({listener_role::clients}));
  join();
  EXPECT_TRUE((*found)->accepting());
  EXPECT_THAT(log.text(), HasSubstr("takeover.old_process_silent"));
}

TEST_F(old_process, may_die_while_the_new_one_starts) {
  behave([](packet_socket& to) { send_sockets(to, 1, 1); });
  auto found = predecessor::find(options, {"1.1.0", 10});
  ASSERT_TRUE(found && *found);
  join();
  EXPECT_TRUE((*found)->may_accept({listener_role::clients}));
  EXPECT_TRUE((*found)->accepting());
  EXPECT_THAT(log.text(), HasSubstr("takeover.old_process_died"));
}

TEST_F(old_process, may_refuse_at_the_end) {
  behave([](packet_socket& to) {
    send_sockets(to, 1, 1);
    wait_for_packet(to);
    EXPECT_TRUE(to.send(encode(takeover_refused{"too late"})));
  });
  auto found = predecessor::find(options, {"1.1.0", 10});
  ASSERT_TRUE(found && *found);
  EXPECT_THAT((*found)->may_accept({}).failure().detail, HasSubstr("too late"));
}

}  // namespace
}  // namespace aurawell::net
