#include "net/llm/curl/socket_set.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace aurawell::net {
namespace {

class socket_pair {
 public:
  socket_pair() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()), 0); }
  socket_pair(const socket_pair&) = delete;
  socket_pair& operator=(const socket_pair&) = delete;
  ~socket_pair() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }

  int end() const { return ends_[0]; }
  void write() { EXPECT_EQ(::write(ends_[1], "x", 1), 1); }

 private:
  std::array<int, 2> ends_{};
};

class socket_sets : public testing::Test {
 protected:
  /// Runs the ready handlers of the event loop; returns true when the set called.
  bool is_woken() {
    auto woken = false;
    sockets_.async_wait([&](boost::system::error_code problem) { woken = !problem; });
    loop_.restart();
    loop_.poll();
    return woken;
  }

  boost::asio::io_context loop_;
  socket_set sockets_{loop_};
  socket_pair first_;
  socket_pair second_;
};

TEST_F(socket_sets, wakes_the_event_loop_once_for_all_that_is_ready) {
  sockets_.watch(first_.end(), EPOLLIN);
  sockets_.watch(second_.end(), EPOLLIN);
  first_.write();
  second_.write();
  EXPECT_TRUE(is_woken());
  EXPECT_EQ(sockets_.ready().size(), 2U);
}

TEST_F(socket_sets, wakes_again_while_something_is_left_unread) {
  sockets_.watch(first_.end(), EPOLLIN);
  first_.write();
  EXPECT_TRUE(is_woken());
  EXPECT_TRUE(is_woken());
}

TEST_F(socket_sets, changes_and_forgets) {
  first_.write();
  sockets_.watch(first_.end(), EPOLLOUT);
  ASSERT_EQ(sockets_.ready().size(), 1U);
  EXPECT_EQ(sockets_.ready()[0].events, static_cast<std::uint32_t>(EPOLLOUT));
  sockets_.watch(first_.end(), EPOLLIN);
  ASSERT_EQ(sockets_.ready().size(), 1U);
  EXPECT_EQ(sockets_.ready()[0].events, static_cast<std::uint32_t>(EPOLLIN));
  sockets_.forget(first_.end());
  EXPECT_TRUE(sockets_.ready().empty());
}

TEST_F(socket_sets, watches_a_new_socket_under_the_number_of_one_that_was_closed_untold) {
  second_.write();
  sockets_.watch(first_.end(), EPOLLIN);
  // Closes the first socket and reuses its number for the second.
  ASSERT_EQ(::dup2(second_.end(), first_.end()), first_.end());
  EXPECT_TRUE(sockets_.ready().empty());
  sockets_.note_opened(first_.end());
  EXPECT_EQ(sockets_.ready().size(), 1U);
}

TEST_F(socket_sets, forgets_a_socket_that_is_closed_already) {
  sockets_.watch(first_.end(), EPOLLIN);
  ASSERT_EQ(::dup2(second_.end(), first_.end()), first_.end());
  sockets_.forget(first_.end());
  second_.write();
  sockets_.note_opened(first_.end());
  EXPECT_TRUE(sockets_.ready().empty());
}

/// Whether the connection of the socket was shut down.
bool is_ended(int socket) {
  char byte = 0;
  return ::recv(socket, &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
}

TEST_F(socket_sets, ends_what_nobody_has_watched_for_long) {
  const auto begin = socket_set::clock::now();
  sockets_.watch(first_.end(), EPOLLIN);
  sockets_.watch(second_.end(), EPOLLIN);
  sockets_.forget(first_.end());
  EXPECT_TRUE(sockets_.end_idle(begin)) << "it was forgotten later";
  EXPECT_FALSE(is_ended(first_.end()));
  EXPECT_FALSE(sockets_.end_idle(socket_set::clock::now()));
  EXPECT_TRUE(is_ended(first_.end()));
  EXPECT_FALSE(is_ended(second_.end())) << "it is watched";
}

TEST_F(socket_sets, ends_what_has_received_something_that_nobody_watches_for) {
  for (auto* each : {&first_, &second_}) {
    sockets_.watch(each->end(), EPOLLIN);
    sockets_.forget(each->end());
  }
  first_.write();
  sockets_.end_unasked();
  EXPECT_TRUE(is_ended(first_.end()));
  EXPECT_FALSE(is_ended(second_.end()));
}

TEST_F(socket_sets, leaves_alone_what_is_watched_again) {
  sockets_.watch(first_.end(), EPOLLIN);
  sockets_.forget(first_.end());
  sockets_.watch(first_.end(), EPOLLIN);
  EXPECT_FALSE(sockets_.end_idle(socket_set::clock::now()));
  EXPECT_FALSE(is_ended(first_.end()));
}

TEST_F(socket_sets, leaves_alone_another_socket_of_the_same_number) {
  const int number = ::dup(first_.end());
  sockets_.watch(number, EPOLLIN);
  sockets_.forget(number);
  ASSERT_EQ(::dup2(second_.end(), number), number);
  EXPECT_FALSE(sockets_.end_idle(socket_set::clock::now()));
  EXPECT_FALSE(is_ended(second_.end()));
  ::close(number);
}

}  // namespace
}  // namespace aurawell::net
