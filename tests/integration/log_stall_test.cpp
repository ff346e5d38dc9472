// The real program while its log cannot be written: answers go on, lines are dropped and counted,
// and a stop is in time.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/integration/small_disk.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;

mock::mock_llm_options steady_model() {
  mock::mock_llm_options model;
  model.answer.tokens = 200;
  model.answer.rate = 100;
  model.answer.first_token = std::chrono::milliseconds{0};
  return model;
}

std::uint64_t number_after(const std::string& text, const std::string& label) {
  const auto at = text.find(label);
  return at == std::string::npos ? 0 : std::stoull(text.substr(at + label.size()));
}

class log_stall : public ::testing::Test {
 protected:
  std::vector<std::string> settings() const {
    auto all = asking(upstream.base_url());
    all.insert(all.end(), {"log.level=debug", "log.buffer_bytes=4KiB", "server.port=0",
                           "limits.connects_per_user=0", "limits.connects_per_address=0"});
    return with_settings(all);
  }

  void start(running_program& program) {
    const auto line = program.log_line("admin.listening port=").value_or("=0");
    admin_ = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind('=') + 1)));
    port_ = program.port();
    ASSERT_NE(port_, 0);
  }

  std::uint64_t lost_lines() const {
    return number_after(http_get(admin_, "/metrics").body, "\naurawell_log_lines_lost_total ");
  }

  /// Chats are opened and closed, which is logged, until lines are lost.
  void log_until_lines_are_lost() const {
    for (int i = 0; i < 5'000 && lost_lines() == 0; ++i) {
      ws_client client{port_, "/ws/chat/bob?lang=en"};
      ASSERT_TRUE(client.connected());
      read_event(client);
      client.close();
    }
    ASSERT_GT(lost_lines(), 0U);
  }

  /// An answer streams while lines are lost.
  void stream_through(const std::function<void()>& stall) {
    ws_client client{port_, "/ws/chat/ann?lang=en"};
    ASSERT_TRUE(client.connected());
    read_event(client);
    client.send(R"({"type":"health_chat","request_id":"r1","data":{"message":"go on"}})");
    std::string text;
    auto next = read_event(client);
    for (; next.type() != "chat_stream"; next = read_event(client)) {
      ASSERT_EQ(next.type(), "status_update");
    }
    text = next.text("delta");
    stall();
    ASSERT_NO_FATAL_FAILURE(log_until_lines_are_lost());
    for (next = read_event(client); next.type() == "chat_stream"; next = read_event(client)) {
      text += next.text("delta");
    }
    EXPECT_EQ(next.status(), "done");
    EXPECT_EQ(next.text("data.full_response"), text);
  }

  /// @param fill From here on nothing more fits where the log is. @param empty Until here.
  void pass_a_full_disk(running_program& program, const std::function<void()>& fill,
                        const std::function<void()>& empty) {
    ASSERT_NO_FATAL_FAILURE(stream_through(fill));
    empty();
    const auto line = program.log_line("log.lines_lost lines=");
    ASSERT_TRUE(line);
    EXPECT_GT(number_after(*line, "lines="), 0U);
    fill();
    program.signal(SIGTERM);
    EXPECT_EQ(program.wait(), 0);
  }

  mock::mock_llm upstream{steady_model()};
  temp_folder folder;
  std::uint16_t admin_ = 0;
  std::uint16_t port_ = 0;
};

TEST_F(log_stall, a_reader_that_stops_for_a_while) {
  running_program program{settings()};
  ASSERT_NO_FATAL_FAILURE(start(program));
  ASSERT_NO_FATAL_FAILURE(stream_through([&] { program.shrink_log_pipe(4'096); }));
  const auto line = program.log_line("log.lines_lost lines=");
  ASSERT_TRUE(line);
  EXPECT_GT(number_after(*line, "lines="), 0U);
  program.signal(SIGTERM);
  EXPECT_TRUE(program.log_line("service.stopped"));
  EXPECT_EQ(program.wait(), 0);
}

TEST_F(log_stall, a_reader_that_stops_for_ever) {
  running_program program{settings()};
  ASSERT_NO_FATAL_FAILURE(start(program));
  ASSERT_NO_FATAL_FAILURE(stream_through([&] { program.shrink_log_pipe(4'096); }));
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
}

TEST_F(log_stall, a_full_disk) {
  const small_disk disk{folder / "disk", "1m"};
  if (!disk.mounted()) {
    GTEST_SKIP() << "only root can make a small disk";
  }
  running_program program{settings(), (folder / "disk" / "log").string()};
  ASSERT_NO_FATAL_FAILURE(start(program));
  pass_a_full_disk(
      program, [&] { disk.fill(); }, [&] { disk.empty(); });
}

TEST_F(log_stall, a_file_that_must_not_grow) {
  const auto file = folder / "log";
  running_program program{settings(), file.string()};
  ASSERT_NO_FATAL_FAILURE(start(program));
  const auto limit = [&](rlim_t bytes) {
    const rlimit wanted{bytes, RLIM_INFINITY};
    ASSERT_EQ(prlimit(program.id(), RLIMIT_FSIZE, &wanted, nullptr), 0);
  };
  pass_a_full_disk(
      program, [&] { limit(std::filesystem::file_size(file)); }, [&] { limit(RLIM_INFINITY); });
}

}  // namespace
}  // namespace aurawell
