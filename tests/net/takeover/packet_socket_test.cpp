#include "net/takeover/packet_socket.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;

class packets : public ::testing::Test {
 protected:
  packets() {
    auto made = packet_socket::pair();
    here.emplace(std::move(made->first));
    there.emplace(std::move(made->second));
  }

  static packet_socket::clock::time_point soon() { return packet_socket::clock::now() + 30s; }

  /// Sends without the limits of `send`.
  void send_raw(const std::string& text, std::vector<int> descriptors) {
    iovec bytes{const_cast<char*>(text.data()), text.size()};
    std::vector<char> control(CMSG_SPACE(sizeof(int) * descriptors.size()));
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    if (!descriptors.empty()) {
      message.msg_control = control.data();
      message.msg_controllen = control.size();
      auto* head = CMSG_FIRSTHDR(&message);
      head->cmsg_level = SOL_SOCKET;
      head->cmsg_type = SCM_RIGHTS;
      head->cmsg_len = CMSG_LEN(sizeof(int) * descriptors.size());
      std::copy_n(reinterpret_cast<const char*>(descriptors.data()),
                  sizeof(int) * descriptors.size(), reinterpret_cast<char*>(CMSG_DATA(head)));
    }
    ASSERT_EQ(::sendmsg(here->number(), &message, 0), static_cast<ssize_t>(text.size()));
  }

  static std::size_t open_descriptors() {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator{"/proc/self/fd"}, {}));
  }

  std::optional<packet_socket> here;
  std::optional<packet_socket> there;
};

TEST_F(packets, arrive_whole_and_in_order_with_their_descriptors) {
  const file_descriptor file{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
  const std::vector<int> twice{file.number(), file.number()};
  ASSERT_TRUE(here->send("one"));
  ASSERT_TRUE(here->send("two", twice));
  const auto first = there->receive(soon());
  ASSERT_TRUE(first);
  EXPECT_EQ(first->text, "one");
  EXPECT_TRUE(first->descriptors.empty());
  const auto second = there->receive(soon());
  ASSERT_TRUE(second);
  EXPECT_EQ(second->text, "two");
  ASSERT_EQ(second->descriptors.size(), 2U);
  struct stat ours {};
  struct stat theirs {};
  ASSERT_EQ(::fstat(file.number(), &ours), 0);
  ASSERT_EQ(::fstat(second->descriptors[1].number(), &theirs), 0);
  EXPECT_EQ(ours.st_rdev, theirs.st_rdev);
  EXPECT_EQ(::fcntl(second->descriptors[0].number(), F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
}

TEST_F(packets, are_received_up_to_their_limits) {
  const file_descriptor file{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
  const std::vector<int> most(packet_socket::max_descriptors, file.number());
  ASSERT_TRUE(here->send(std::string(packet_socket::max_text_bytes, 'x'), most));
  const auto largest = there->receive(soon());
  ASSERT_TRUE(largest);
  EXPECT_EQ(largest->text.size(), packet_socket::max_text_bytes);
  EXPECT_EQ(largest->descriptors.size(), packet_socket::max_descriptors);
}

TEST_F(packets, past_their_limits_are_refused_and_leave_no_descriptor_open) {
  const file_descriptor file{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
  const auto open_before = open_descriptors();
  send_raw(std::string(packet_socket::max_text_bytes + 1, 'x'), {file.number()});
  EXPECT_EQ(there->receive(soon()).failure().code, ec::bad_format);
  send_raw("x", std::vector<int>(packet_socket::max_descriptors + 1, file.number()));
  EXPECT_EQ(there->receive(soon()).failure().code, ec::bad_format);
  EXPECT_EQ(open_descriptors(), open_before);
}

TEST_F(packets, are_waited_for_until_the_deadline_or_the_end_of_the_other_process) {
  EXPECT_EQ(there->receive(packet_socket::clock::now() + 20ms).failure().code, ec::timed_out);
  ASSERT_TRUE(here->send("last"));
  here.reset();
  EXPECT_EQ(there->receive(soon())->text, "last");
  EXPECT_EQ(there->receive(soon()).failure().code, ec::unavailable);
  EXPECT_EQ(there->send("x").failure().code, ec::unavailable);
}

TEST_F(packets, come_from_a_process_and_a_user) {
  const auto end = here->other_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->process, ::getpid());
  EXPECT_EQ(end->user, ::geteuid());
}

TEST(packet_socket_connect, tells_nobody_there_from_other_failures) {
  test_support::temp_folder folder;
  const auto code = [](const std::string& path) {
    return packet_socket::connect(path).failure().code;
  };
  EXPECT_EQ(code((folder / "none").string()), ec::request_not_found);
  EXPECT_EQ(code((folder / "none/none").string()), ec::request_not_found);
  EXPECT_EQ(code((folder / std::string(200, 'x')).string()), ec::bad_configuration);
}

}  // namespace
}  // namespace aurawell::net
