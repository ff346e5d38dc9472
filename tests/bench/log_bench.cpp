// What one line of the log costs its caller: the log's own writer, and the two of spdlog that could
// stand in its place. The reader of a pipe is in time, late, or has stopped; a file is on a disk
// that answers at once, or waits for each write to be durable.
//
//     log_bench [--benchmark_filter=...]
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "config/log/line_writer.hpp"

namespace {

using namespace aurawell;
using clock_type = std::chrono::steady_clock;

const std::string line(180, 'x');
constexpr std::size_t buffer_bytes = 1024 * 1024;
/// As many lines as fit into that buffer.
constexpr std::size_t queue_lines = 4'096;

enum target : int { pipe_read, pipe_stalled, file, durable_file };

/// A place to write to, and the thread that reads it.
class place {
 public:
  explicit place(int kind) {
    if (kind == file || kind == durable_file) {
      path_ = std::filesystem::temp_directory_path() / "aurawell-log-bench";
      writing = open(
          path_.c_str(),
          O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | (kind == durable_file ? O_DSYNC : 0), 0600);
      return;
    }
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
      std::abort();
    }
    reading_ = ends[0];
    writing = ends[1];
    if (kind == pipe_read) {
      reader_ = std::thread{[this] {
        std::array<char, 65'536> bytes{};
        while (read(reading_, bytes.data(), bytes.size()) > 0) {
        }
      }};
    }
  }
  place(const place&) = delete;
  place& operator=(const place&) = delete;
  ~place() {
    close(writing);
    if (reader_.joinable()) {
      reader_.join();
    }
    if (reading_ >= 0) {
      close(reading_);
    }
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }

  int writing = -1;

 private:
  std::filesystem::path path_;
  int reading_ = -1;
  std::thread reader_;
};

/// spdlog's own sinks open their file by name.
class descriptor_sink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit descriptor_sink(int to) : to_{to} {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    std::string whole{message.payload.data(), message.payload.size()};
    whole += '\n';
    [[maybe_unused]] const auto written = ::write(to_, whole.data(), whole.size());
  }
  void flush_() override {}

  int to_;
};

/// One line each 20 microseconds, the time of each call measured.
void measure(benchmark::State& state, const std::function<void()>& write) {
  std::vector<double> times;
  for (auto _ : state) {
    const auto begin = clock_type::now();
    write();
    const auto end = clock_type::now();
    const std::chrono::duration<double> taken = end - begin;
    state.SetIterationTime(taken.count());
    times.push_back(taken.count());
    while (clock_type::now() - begin < std::chrono::microseconds{20}) {
    }
  }
  std::sort(times.begin(), times.end());
  state.counters["p50_us"] = times[times.size() / 2] * 1e6;
  state.counters["p99_us"] = times[times.size() * 99 / 100] * 1e6;
  state.counters["max_us"] = times.back() * 1e6;
}

void own_writer(benchmark::State& state) {
  const place to{static_cast<int>(state.range(0))};
  config::line_writer writer{to.writing, buffer_bytes,
                             [](std::uint64_t lines) { return std::to_string(lines); }};
  measure(state, [&] { writer.write(line); });
  state.counters["lost"] = static_cast<double>(writer.lost());
}

void spdlog_async(benchmark::State& state) {
  const place to{static_cast<int>(state.range(0))};
  auto pool = std::make_shared<spdlog::details::thread_pool>(queue_lines, 1U);
  const auto logger =
      std::make_shared<spdlog::async_logger>("log", std::make_shared<descriptor_sink>(to.writing),
                                             pool, spdlog::async_overflow_policy::overrun_oldest);
  measure(state, [&] { logger->info(line); });
  state.counters["lost"] = static_cast<double>(pool->overrun_counter());
}

void spdlog_at_once(benchmark::State& state) {
  const place to{static_cast<int>(state.range(0))};
  spdlog::logger logger{"log", std::make_shared<descriptor_sink>(to.writing)};
  measure(state, [&] { logger.info(line); });
}

// spdlog's writers would wait for a stalled reader: at once, or when the pool ends.
BENCHMARK(own_writer)
    ->UseManualTime()
    ->Iterations(20'000)
    ->Arg(pipe_read)
    ->Arg(pipe_stalled)
    ->Arg(file)
    ->Arg(durable_file);
BENCHMARK(spdlog_async)
    ->UseManualTime()
    ->Iterations(20'000)
    ->Arg(pipe_read)
    ->Arg(file)
    ->Arg(durable_file);
BENCHMARK(spdlog_at_once)
    ->UseManualTime()
    ->Iterations(20'000)
    ->Arg(pipe_read)
    ->Arg(file)
    ->Arg(durable_file);

}  // namespace
