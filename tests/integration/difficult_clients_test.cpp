// The memory of the real program is bounded with 200 clients that are slow, end their sending side,
// read nothing or export much.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "tests/integration/difficult_clients.hpp"
#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/loadtest/load_run.hpp"
#include "tests/loadtest/process_usage.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;

constexpr std::uint64_t kib = 1024;
constexpr std::uint64_t mib = 1024 * kib;

constexpr std::uint32_t each_kind = 50;
constexpr std::uint64_t export_bytes = 90'000;

/// Memory that one client of each kind may need, with the settings below.
constexpr std::uint64_t for_any_connection = 64 * kib;
/// session.log_bytes, session.outbox_bytes, the text of a running answer, and the actors.
constexpr std::uint64_t for_a_session = (64 + 16 + 16 + 32) * kib;
/// The reply, in a string that grows by doubling, and its rows.
constexpr std::uint64_t for_an_export = 3 * export_bytes;
/// Slow and half-closing clients and the 50 normal ones have sessions; those that read nothing
/// of a large file have none, and the file is not copied for them.
constexpr std::uint64_t most_growth =
    each_kind * (5 * for_any_connection + 3 * for_a_session + for_an_export);
/// Low enough that a copy of the file for each client would exceed it.
constexpr std::uint64_t file_bytes = 1'400'000;
static_assert(most_growth < each_kind * file_bytes);

loadtest::load_options normal_clients(std::uint16_t port) {
  loadtest::load_options options;
  options.url = "ws://127.0.0.1:" + std::to_string(port);
  options.connections = each_kind;
  options.ramp = 500ms;
  options.verify = loadtest::verification::mock;
  return options;
}

const difficult_mix mix{each_kind, each_kind, each_kind};

TEST(difficult_clients, leave_memory_bounded_and_others_unharmed) {
  mock::mock_llm_options plan;
  plan.answer.tokens = 60;
  plan.answer.rate = 20;
  plan.answer.stamp = true;
  mock::mock_llm upstream{plan};
  auto settings = asking(upstream.base_url());
  for (const auto* allowed :
       {"pools.general_chat.providers=offline", "providers.offline.tokens_per_second=100000",
        "session.resume_window=0s", "session.log_bytes=64KiB", "session.backlog_bytes=16KiB",
        "session.outbox_bytes=16KiB", "session.page_bytes=4KiB", "session.max_message_chars=262144",
        "server.max_message_bytes=1MiB", "server.max_body_bytes=1MiB", "limits.messages_per_user=0",
        "limits.connects_per_user=0", "limits.connects_per_address=0",
        "limits.messages_per_address=0"}) {
    settings.emplace_back(allowed);
  }
  running_program program{with_settings(settings)};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  ASSERT_TRUE(give_something_to_export(port, mix, std::string(export_bytes / 2, 'x')));
  ASSERT_GT(http_get(port, mix.static_target).body.size(), file_bytes);
  const auto process = loadtest::find_listening_process(port);
  ASSERT_TRUE(process);
  const auto before = loadtest::read_process_usage(*process)->resident_bytes;

  difficult_clients many_clients{port, mix};
  auto options = normal_clients(port);
  options.slow_readers = each_kind;
  const std::atomic<bool> interrupted{false};
  std::uint64_t most = before;
  const auto watch = [&](const loadtest::live_counts&, std::chrono::duration<double>) {
    most = std::max(most, loadtest::read_process_usage(*process)->resident_bytes);
  };
  const auto target = loadtest::find_target(options);
  ASSERT_TRUE(target);
  const auto report = loadtest::run_load(options, *target, interrupted, watch);
  EXPECT_TRUE(report.success());
  EXPECT_EQ(report.results.answers_done, each_kind);
  EXPECT_TRUE(eventually([&] {
    const auto seen = many_clients.counts();
    return seen.answers >= each_kind && seen.exports >= each_kind;
  }));
  RecordProperty("growth_mib", std::to_string((most - before) / mib));
  EXPECT_LT(most - before, most_growth);
}

}  // namespace
}  // namespace aurawell
