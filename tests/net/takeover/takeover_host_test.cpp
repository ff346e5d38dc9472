// Both sides of taking over, over a socket in a folder.
#include "net/takeover/takeover_host.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <ctime>
#include <filesystem>
#include <future>

#include "net/takeover/predecessor.hpp"
#include "tests/net/socket/listening_sockets.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Until its end this process can open only so many further descriptors.
class scarce_descriptors {
 public:
  explicit scarce_descriptors(rlim_t further) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    auto now = before_;
    now.rlim_cur = static_cast<rlim_t>(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    ::close(static_cast<int>(now.rlim_cur));
    now.rlim_cur += further;
    ::setrlimit(RLIMIT_NOFILE, &now);
  }
  scarce_descriptors(const scarce_descriptors&) = delete;
  scarce_descriptors& operator=(const scarce_descriptors&) = delete;
  ~scarce_descriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

class takeover : public ::testing::Test {
 protected:
  takeover() { options.socket = (folder / "takeover.socket").string(); }

  void serve(std::optional<uid_t> user = {}) {
    auto at = takeover_socket::make(options.socket);
    ASSERT_TRUE(at) << at.failure().detail;
    takeover_host::setup setup{
        options,
        {{"1.0.0", 10}, {}},
        board,
        [this](const std::vector<listener_role>& roles) { taken.set_value(roles); },
        [this] { stopped.set_value(); },
        user};
    setup.offered.sockets.push_back({listener_role::clients, make_listening()});
    setup.offered.sockets.push_back({listener_role::operators, make_listening()});
    old.emplace(std::move(at).value(), std::move(setup));
    ASSERT_TRUE(old->publish());
  }

  /// Finds the old process; fails the test when there is none.
  std::optional<predecessor> find() {
    auto found = predecessor::find(options, {"1.1.0", 10});
    EXPECT_TRUE(found && *found) << (found ? "none" : found.failure().detail);
    return found ? std::move(found).value() : std::nullopt;
  }

  std::string refusal(const program_facts& own = {"1.1.0", 10}) {
    const auto found = predecessor::find(options, own);
    return found ? "" : found.failure().detail;
  }

  bool eventually(const std::function<bool(const takeover_counts&)>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (!holds(board->read())) {
      if (std::chrono::steady_clock::now() > deadline) {
        return false;
      }
      std::this_thread::yield();
    }
    return true;
  }

  test_support::captured_log log;
  test_support::temp_folder folder;
  takeover_options options;
  std::shared_ptr<takeover_board> board = std::make_shared<takeover_board>();
  std::promise<std::vector<listener_role>> taken;
  std::promise<void> stopped;
  std::optional<takeover_host> old;
};

TEST_F(takeover, passes_the_sockets_on) {
  serve();
  auto former = find();
  ASSERT_TRUE(former);
  ASSERT_EQ(former->sockets().all().size(), 2U);
  EXPECT_FALSE(old->has_handed_over());
  ASSERT_TRUE(former->may_accept({listener_role::clients}));
  ASSERT_TRUE(former->accepting());
  EXPECT_THAT(taken.get_future().get(), ElementsAre(listener_role::clients));
  stopped.get_future().wait();
  EXPECT_TRUE(old->has_handed_over());
  EXPECT_TRUE(eventually([](const auto& counts) { return counts.done == 1; }));
}

TEST_F(takeover, is_possible_again_after_a_new_process_has_died) {
  serve();
  for (int i = 0; i < 3; ++i) {
    auto former = find();
    ASSERT_TRUE(former);
    if (i == 1) {
      ASSERT_TRUE(former->may_accept({}));
    }
    former.reset();
    ASSERT_TRUE(eventually([&](const auto& counts) { return counts.failed == i + 1U; }));
  }
  EXPECT_FALSE(old->has_handed_over());
  auto former = find();
  ASSERT_TRUE(former && former->may_accept({}));
  EXPECT_TRUE(former->accepting());
}

TEST_F(takeover, is_for_one_process_at_a_time) {
  serve();
  auto first = find();
  ASSERT_TRUE(first);
  EXPECT_THAT(refusal(), HasSubstr("another process is taking over"));
  EXPECT_EQ(board->read().refused, 1U);
  ASSERT_TRUE(first->may_accept({}));
  ASSERT_TRUE(first->accepting());
  EXPECT_THAT(refusal(), HasSubstr("another process has just taken over; try again"));
}

TEST_F(takeover, waits_without_work_while_the_system_has_no_descriptor) {
  serve();
  std::optional<packet_socket> waiting;
  {
    const scarce_descriptors scarce{1};
    auto connected = packet_socket::connect(options.socket);
    ASSERT_TRUE(connected) << connected.failure().detail;
    waiting.emplace(std::move(connected).value());
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (log.text().find("takeover.not_accepted") == std::string::npos &&
           std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(5ms);
    }
    const auto used_before = std::clock();
    std::this_thread::sleep_for(500ms);
    EXPECT_LT(std::clock() - used_before, CLOCKS_PER_SEC / 10);
  }
  EXPECT_TRUE(waiting->send(encode(takeover_hello{takeover_protocol, {"1.1.0", 10}})));
  EXPECT_TRUE(waiting->receive(packet_socket::clock::now() + 30s));
}

TEST_F(takeover, is_for_processes_of_the_same_user) {
  serve(::geteuid() + 1);
  EXPECT_THAT(refusal(), HasSubstr("only processes of the same system user"));
  EXPECT_EQ(board->read().refused, 1U);
  EXPECT_THAT(log.text(), HasSubstr("takeover.refused"));
}

TEST_F(takeover, is_refused_for_another_schema_with_the_reason) {
  serve();
  EXPECT_THAT(refusal({"2.0.0", 11}), HasSubstr("stop the old process, then start the new one"));
}

TEST_F(takeover, is_refused_when_the_new_process_starts_too_slowly) {
  options.start_timeout = 20ms;
  serve();
  auto former = find();
  ASSERT_TRUE(former);
  ASSERT_TRUE(eventually([](const auto& counts) { return counts.failed == 1; }));
  const auto may = former->may_accept({});
  ASSERT_FALSE(may);
  EXPECT_THAT(may.failure().detail, HasSubstr("takeover.start_timeout"));
}

TEST_F(takeover, is_refused_when_the_new_process_says_nothing) {
  options.answer_timeout = 20ms;
  serve();
  const auto silent = packet_socket::connect(options.socket);
  ASSERT_TRUE(silent);
  EXPECT_TRUE(eventually([](const auto& counts) { return counts.failed == 1; }));
}

TEST_F(takeover, ends_when_the_new_process_says_too_late_that_it_accepts) {
  serve();
  auto former = find();
  ASSERT_TRUE(former);
  ASSERT_TRUE(former->may_accept({}));
  old.reset();
  const auto accepted = former->accepting();
  ASSERT_FALSE(accepted);
  EXPECT_THAT(accepted.failure().detail, HasSubstr("the old process is stopping"));
}

TEST_F(takeover, finds_nobody_without_a_process_that_serves) {
  const auto none = predecessor::find(options, {"1.1.0", 10});
  ASSERT_TRUE(none);
  EXPECT_FALSE(*none);
}

TEST_F(takeover, leaves_the_path_to_the_new_process) {
  serve();
  auto former = find();
  ASSERT_TRUE(former && former->may_accept({}) && former->accepting());
  auto next = takeover_socket::make(options.socket);
  ASSERT_TRUE(next && next->publish());
  old.reset();
  EXPECT_TRUE(packet_socket::connect(options.socket));
}

TEST_F(takeover, removes_its_path_at_its_end) {
  serve();
  old.reset();
  EXPECT_FALSE(std::filesystem::exists(options.socket));
}

}  // namespace
}  // namespace aurawell::net
