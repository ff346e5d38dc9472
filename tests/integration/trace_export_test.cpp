// Collectors that are away, slow or refuse: no client notices, and the end comes in time.

#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "tests/integration/traced_program.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;
using clock = std::chrono::steady_clock;
using net::scripted_server;

class trace_export : public traced_program {
 protected:
  /// Much shorter than any wait for the collector in these tests.
  static constexpr std::chrono::seconds soon{10};
  static constexpr int questions = 5;

  void ask_some() const {
    const auto begun = clock::now();
    for (int i = 0; i < questions; ++i) {
      ask();
    }
    EXPECT_LT(clock::now() - begun, soon);
  }

  void stop_soon() {
    const auto begun = clock::now();
    stop();
    EXPECT_LT(clock::now() - begun, soon);
  }

  static std::vector<std::string> patient(std::uint16_t collector_port) {
    return exporting_to(collector_port, {"trace.timeout=10m", "trace.retry_pause=10m",
                                         "trace.retry_pause_max=10m", "trace.flush_timeout=200ms"});
  }

  void expect_lost(const std::string& reason) {
    EXPECT_TRUE(eventually([&] {
      std::this_thread::sleep_for(5ms);
      return metric("aurawell_trace_spans_lost_total{reason=\"" + reason + "\"}") >= 5 * questions;
    })) << reason;
  }
};

TEST_F(trace_export, nobody_notices_a_collector_that_is_silent) {
  scripted_server collector{{{act::stall}}};
  start(patient(collector.port()));
  ask_some();
  ASSERT_TRUE(collector.wait_for_requests(1));
  stop_soon();
}

TEST_F(trace_export, nobody_notices_a_collector_that_is_away) {
  std::uint16_t away = 0;
  { away = scripted_server{reply("200 OK")}.port(); }
  start(exporting_to(
      away, {"trace.max_retries=0", "trace.retry_pause=1ms", "trace.retry_pause_max=1ms"}));
  ask_some();
  expect_lost("unreachable");
  EXPECT_GE(metric("aurawell_trace_batches_failed_total"), 1);
  EXPECT_EQ(metric("aurawell_trace_spans_exported_total"), 0);
  stop_soon();
}

TEST_F(trace_export, nobody_notices_a_collector_that_refuses) {
  scripted_server collector{reply("500 Internal Server Error")};
  start(exporting_to(collector.port()));
  ask_some();
  expect_lost("refused");
  stop_soon();
}

TEST_F(trace_export, nobody_notices_a_collector_that_asks_to_wait) {
  scripted_server collector{reply("429 Too Many Requests", "Retry-After: 3600\r\n")};
  start(exporting_to(collector.port(), {"trace.queue=10", "trace.batch=5"}));
  ask_some();
  ASSERT_TRUE(collector.wait_for_requests(1));
  EXPECT_TRUE(eventually([&] {
    std::this_thread::sleep_for(5ms);
    return metric("aurawell_trace_spans_lost_total{reason=\"queue_full\"}") >= 5;
  }));
  EXPECT_EQ(collector.requests().size(), 1U);
  stop_soon();
}

TEST_F(trace_export, what_a_collector_missed_for_a_moment_comes_later) {
  scripted_server collector{{reply("503 Service Unavailable"), reply("200 OK")}};
  start(exporting_to(collector.port(), {"trace.retry_pause=10ms", "trace.retry_pause_max=10ms"}));
  ask();
  EXPECT_TRUE(eventually([&] {
    std::this_thread::sleep_for(5ms);
    return metric("aurawell_trace_spans_exported_total") == 5;
  }));
  EXPECT_EQ(metric("aurawell_trace_batches_failed_total"), 1);
  stop_soon();
}

}  // namespace
}  // namespace aurawell
