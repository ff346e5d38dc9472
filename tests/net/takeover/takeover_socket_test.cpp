#include "net/takeover/takeover_socket.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "net/takeover/packet_socket.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class takeover_path : public ::testing::Test {
 protected:
  std::optional<takeover_socket> make() {
    auto made = takeover_socket::make(path);
    EXPECT_TRUE(made) << made.failure().detail;
    return made ? std::optional{std::move(made).value()} : std::nullopt;
  }

  std::string refusal() const {
    const auto made = takeover_socket::make(path);
    return made ? "" : made.failure().detail;
  }

  /// Connects, so that the socket at the path has one more waiting.
  bool can_connect() const { return packet_socket::connect(path).has_value(); }

  static bool has_waiting(const takeover_socket& at) {
    const file_descriptor waiting{::accept4(at.number(), nullptr, nullptr, SOCK_CLOEXEC)};
    return static_cast<bool>(waiting);
  }

  test_support::temp_folder folder;
  std::string path = (folder / "takeover.socket").string();
};

TEST_F(takeover_path, leads_to_the_process_from_its_publication_on) {
  auto own = make();
  EXPECT_FALSE(can_connect());
  ASSERT_TRUE(own->publish());
  EXPECT_TRUE(can_connect());
  EXPECT_TRUE(has_waiting(*own));
  struct stat found {};
  ASSERT_EQ(::lstat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  own.reset();
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(takeover_path, leaves_nothing_without_publication) {
  make().reset();
  EXPECT_TRUE(fs::is_empty(fs::path{path}.parent_path()));
}

TEST_F(takeover_path, always_leads_to_one_of_two_processes) {
  auto first = make();
  ASSERT_TRUE(first->publish());
  auto second = make();
  EXPECT_TRUE(can_connect());
  EXPECT_TRUE(has_waiting(*first));
  ASSERT_TRUE(second->publish());
  EXPECT_TRUE(can_connect());
  EXPECT_TRUE(has_waiting(*second));
  EXPECT_FALSE(has_waiting(*first));
  first.reset();
  EXPECT_TRUE(can_connect());
  EXPECT_TRUE(has_waiting(*second));
}

TEST_F(takeover_path, is_left_to_the_process_that_has_taken_over) {
  auto first = make();
  ASSERT_TRUE(first->publish());
  first->leave();
  first.reset();
  EXPECT_TRUE(fs::exists(path));
}

TEST_F(takeover_path, replaces_the_socket_of_a_process_that_died) {
  {
    auto died = make();
    ASSERT_TRUE(died->publish());
    died->leave();
  }
  {
    auto died_early = make();
    died_early->leave();
  }
  EXPECT_TRUE(fs::exists(path + ".new"));
  EXPECT_FALSE(can_connect());
  auto own = make();
  ASSERT_TRUE(own->publish());
  EXPECT_TRUE(can_connect());
  EXPECT_FALSE(fs::exists(path + ".new"));
}

TEST_F(takeover_path, refuses_what_is_no_socket) {
  std::ofstream{path} << "text";
  EXPECT_THAT(refusal(), HasSubstr("no socket; remove it"));
  EXPECT_TRUE(fs::exists(path));
  fs::remove(path);
  fs::create_directory(path);
  EXPECT_THAT(refusal(), HasSubstr("no socket"));
  fs::remove(path);
  fs::create_symlink("/dev/null", path);
  EXPECT_THAT(refusal(), HasSubstr("no socket"));
  fs::remove(path);
  std::ofstream{path + ".new"} << "text";
  EXPECT_THAT(refusal(), HasSubstr("no socket; remove it"));
  EXPECT_TRUE(fs::exists(path + ".new"));
}

TEST_F(takeover_path, must_be_possible) {
  path = (folder / "none/takeover.socket").string();
  EXPECT_THAT(refusal(), HasSubstr("takeover.socket: " + path));
  path = (folder / std::string(100, 'x')).string();
  EXPECT_THAT(refusal(), HasSubstr("longer than 100 bytes"));
}

}  // namespace
}  // namespace aurawell::net
