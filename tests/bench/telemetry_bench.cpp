// The cost of a measurement on the path of a token, compared with no measurement, a read of the
// clock, and the library's own histogram.
#include <benchmark/benchmark.h>
#include <prometheus/histogram.h>

#include "net/metrics/prometheus_telemetry.hpp"

namespace {

using namespace aurawell;
using namespace std::chrono_literals;

/// Different values, so that branch prediction is not always right.
std::chrono::nanoseconds next_value() {
  static thread_local std::uint32_t state = 1;
  state = state * 1'664'525U + 1'013'904'223U;
  return std::chrono::nanoseconds{state >> 4U};
}

void nothing(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(next_value());
  }
}

void steady_clock_now(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(next_value());
    benchmark::DoNotOptimize(std::chrono::steady_clock::now());
  }
}

void library_histogram(benchmark::State& state) {
  static prometheus::Histogram shared{net::overhead_buckets.bounds_in_seconds()};
  for (auto _ : state) {
    shared.Observe(std::chrono::duration<double>{next_value()}.count());
  }
}

void silent_telemetry(benchmark::State& state) {
  static telemetry silent;
  telemetry* measured = &silent;
  benchmark::DoNotOptimize(measured);
  for (auto _ : state) {
    measured->frame_written(next_value());
  }
}

telemetry& counting() {
  static net::prometheus_telemetry shared;
  static const bool four_providers = [] {
    for (const auto* name : {"first", "second", "third", "deepseek"}) {
      shared.chunk_arrived(name, 1ms);
    }
    return true;
  }();
  benchmark::DoNotOptimize(four_providers);
  return shared;
}

void frame_written(benchmark::State& state) {
  auto& measured = counting();
  for (auto _ : state) {
    measured.frame_written(next_value());
  }
}

void chunk_arrived(benchmark::State& state) {
  auto& measured = counting();
  for (auto _ : state) {
    measured.chunk_arrived("deepseek", next_value());
  }
}

BENCHMARK(nothing)->ThreadRange(1, 2);
BENCHMARK(steady_clock_now)->ThreadRange(1, 2);
BENCHMARK(silent_telemetry)->ThreadRange(1, 2);
BENCHMARK(frame_written)->ThreadRange(1, 2);
BENCHMARK(chunk_arrived)->ThreadRange(1, 2);
BENCHMARK(library_histogram)->ThreadRange(1, 2);

}  // namespace
