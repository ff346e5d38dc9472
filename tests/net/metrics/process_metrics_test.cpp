#include "net/metrics/process_metrics.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

double gauge(const std::string& name) {
  const auto all = process_families();
  const auto* metric = find_metric(all, name);
  return metric == nullptr ? -1 : metric->gauge.value;
}

TEST(process_metrics, tell_the_memory_of_this_process) {
  const auto resident = gauge("process_resident_memory_bytes");
  EXPECT_GT(resident, 1'000'000);
  EXPECT_GT(gauge("process_virtual_memory_bytes"), resident);
}

TEST(process_metrics, tell_how_many_files_are_open) {
  const auto before = gauge("process_open_fds");
  const int copy = ::dup(STDIN_FILENO);
  ASSERT_GE(copy, 0);
  EXPECT_EQ(gauge("process_open_fds"), before + 1);
  ::close(copy);
  EXPECT_EQ(gauge("process_open_fds"), before);
  EXPECT_GT(gauge("process_max_fds"), before);
}

TEST(process_metrics, tell_when_the_process_started) {
  const auto now =
      std::chrono::duration<double>{std::chrono::system_clock::now().time_since_epoch()}.count();
  const auto started = gauge("process_start_time_seconds");
  // The system's boot time has whole seconds.
  EXPECT_LE(started, now + 2);
  EXPECT_GT(started, now - 24 * 3600);
}

TEST(process_metrics, tell_the_processor_time_used) {
  const auto before = gauge("process_cpu_seconds_total");
  EXPECT_GT(before, 0);
  EXPECT_GE(gauge("process_cpu_seconds_total"), before);
}

}  // namespace
}  // namespace aurawell::net
