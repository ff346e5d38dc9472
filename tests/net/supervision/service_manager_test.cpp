#include "net/supervision/service_manager.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/captured_log.hpp"
#include "tests/support/notify_socket.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::notify_socket;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class supervised : public ::testing::Test {
 protected:
  test_support::temp_folder folder;
  const std::string path = (folder / "notify").string();
};

service_manager manager_at(const std::string& address) {
  return service_manager::make(address).value();
}

TEST_F(supervised, says_each_state_as_one_message) {
  notify_socket heard{path};
  auto manager = manager_at(path);
  EXPECT_TRUE(manager.is_there());
  manager.ready("Serves\nhttp://127.0.0.1:1");
  EXPECT_EQ(heard.next(), "READY=1\nSTATUS=Serves http://127.0.0.1:1");
  manager.reloading();
  EXPECT_THAT(*heard.next(), MatchesRegex("RELOADING=1\nMONOTONIC_USEC=[0-9]+\nSTATUS=.+"));
  manager.alive();
  EXPECT_EQ(heard.next(), "WATCHDOG=1");
  manager.stopping(2500ms);
  EXPECT_THAT(*heard.next(), MatchesRegex("STOPPING=1\nEXTEND_TIMEOUT_USEC=2500000\nSTATUS=.+"));
}

TEST_F(supervised, reaches_an_abstract_socket) {
  const auto name = "@aurawell-test" + path;
  notify_socket heard{name};
  manager_at(name).alive();
  EXPECT_EQ(heard.next(), "WATCHDOG=1");
}

TEST_F(supervised, says_nothing_after_another_process_has_replaced_it) {
  notify_socket heard{path};
  auto manager = manager_at(path);
  manager.replaced_by(77);
  EXPECT_THAT(*heard.next(), MatchesRegex("MAINPID=77\nSTATUS=.+"));
  manager.alive();
  manager.stopping(1s);
  manager.ready("");
  EXPECT_EQ(heard.waiting(), std::nullopt);
}

TEST_F(supervised, logs_a_message_that_nobody_takes) {
  const test_support::captured_log log;
  manager_at(path).alive();
  EXPECT_THAT(log.text(), HasSubstr("supervision.not_told"));
  EXPECT_THAT(log.text(), HasSubstr("message=\"WATCHDOG=1\""));
}

TEST_F(supervised, is_nothing_without_an_address) {
  for (const auto& none : {std::optional<std::string>{}, std::optional<std::string>{""}}) {
    auto manager = service_manager::make(none).value();
    EXPECT_FALSE(manager.is_there());
    manager.alive();
  }
}

TEST_F(supervised, refuses_an_address_of_another_kind) {
  for (const auto& wrong :
       {std::string{"notify"}, std::string{"vsock:2:1"}, std::string(108, '/')}) {
    const auto made = service_manager::make(wrong);
    ASSERT_FALSE(made) << wrong;
    EXPECT_THAT(made.failure().detail, HasSubstr("NOTIFY_SOCKET must be a path"));
  }
  EXPECT_TRUE(service_manager::make(std::string(107, '/')));
}

TEST(same_service, is_the_own_process_and_no_process_that_is_not_there) {
  EXPECT_TRUE(is_of_same_service(::getpid()));
  EXPECT_FALSE(is_of_same_service(0));
}

}  // namespace
}  // namespace aurawell::net
