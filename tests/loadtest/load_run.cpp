#include "tests/loadtest/load_run.hpp"

#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <memory>
#include <thread>
#include <vector>

#include "net/server/io_threads.hpp"
#include "tests/loadtest/slow_reader.hpp"

namespace aurawell::loadtest {
namespace {

using clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds look_interval{100};

std::uint32_t thread_count(const load_options& options) {
  const auto half = std::max(1U, std::thread::hardware_concurrency() / 2);
  return std::min(options.threads > 0 ? options.threads : half, options.connections);
}

/// One thread and its share of the clients.
struct lane {
  lane(boost::asio::io_context& loop, const load_options& options, const target& server,
       std::uint64_t run, live_counts& live)
      : context{loop, options, server, run, live, results, reader} {}

  load_results results;
  frame_reader reader;
  client_context context;
};

/// Watches the server's process, if it is known.
class server_watch {
 public:
  explicit server_watch(std::optional<int> pid) {
    const auto now = pid ? read_process_usage(*pid) : std::nullopt;
    if (now) {
      cpu_before_ = now->cpu;
      seen_ = server_usage{*pid, {}, now->resident_bytes, now->resident_bytes};
    }
  }

  void look() {
    const auto now = seen_ ? read_process_usage(seen_->pid) : std::nullopt;
    if (now) {
      seen_->cpu = now->cpu - cpu_before_;
      seen_->resident_most = std::max(seen_->resident_most, now->resident_bytes);
    }
  }

  const std::optional<server_usage>& seen() const noexcept { return seen_; }

 private:
  std::chrono::duration<double> cpu_before_{0};
  std::optional<server_usage> seen_;
};

class load_run {
 public:
  load_run(const load_options& options, const target& server)
      : options_{options},
        run_{static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch() /
                                        std::chrono::microseconds{1})},
        watch_{options.server_pid ? options.server_pid
                                  : find_listening_process(server.endpoint.port())},
        loops_{thread_count(options)} {
    for (std::size_t i = 0; i < loops_.size(); ++i) {
      lanes_.push_back(std::make_unique<lane>(loops_.loop(i), options, server, run_, live_));
    }
  }

  load_report run(const std::atomic<bool>& interrupted, const progress_handler& on_progress) {
    start_slow_readers(interrupted);
    const auto own_before = read_process_usage(::getpid());
    const auto begin = clock::now();
    start_clients();
    while (!interrupted && !is_over()) {
      std::this_thread::sleep_for(look_interval);
      watch_.look();
      on_progress(live_, clock::now() - begin);
    }
    load_report report;
    report.duration = clock::now() - begin;
    report.interrupted = interrupted;
    loops_.stop();
    report.server = watch_.seen();
    if (const auto own = read_process_usage(::getpid()); own && own_before) {
      report.own_cpu = own->cpu - own_before->cpu;
    }
    for (const auto& one : lanes_) {
      report.results.merge(one->results);
    }
    return report;
  }

 private:
  /// Returns when all of them read, so that they are active from the first question of the others.
  void start_slow_readers(const std::atomic<bool>& interrupted) {
    for (std::uint32_t number = 0; number < options_.slow_readers; ++number) {
      const auto lane = number % lanes_.size();
      boost::asio::post(loops_.loop(lane), [this, lane, number] {
        make_slow_reader(lanes_[lane]->context, number)
            ->start(options_.ramp * number / options_.slow_readers);
      });
    }
    const auto latest = clock::now() + options_.ramp + options_.timeout;
    while (live_.slow_settled < options_.slow_readers && !interrupted && clock::now() < latest) {
      std::this_thread::sleep_for(look_interval);
    }
  }

  void start_clients() {
    for (std::uint32_t first = 0; first < lanes_.size(); ++first) {
      boost::asio::post(loops_.loop(first), [this, first] { start_lane(first); });
    }
  }

  /// Every client keeps itself alive until it has ended or its loop is destroyed.
  void start_lane(std::uint32_t first) {
    const auto step = static_cast<std::uint32_t>(lanes_.size());
    for (auto number = first; number < options_.connections; number += step) {
      make_load_client(lanes_[first]->context, number)
          ->start(options_.ramp * number / options_.connections);
    }
  }

  bool is_over() {
    if (live_.over == options_.connections) {
      return true;
    }
    if (!options_.idle || live_.connected + live_.over - live_.lost < options_.connections) {
      return false;
    }
    const auto now = clock::now();
    held_since_ = held_since_.value_or(now);
    return now - *held_since_ >= options_.hold;
  }

  const load_options& options_;
  const std::uint64_t run_;
  server_watch watch_;
  live_counts live_;
  std::vector<std::unique_ptr<lane>> lanes_;
  net::io_threads loops_;
  std::optional<clock::time_point> held_since_;
};

}  // namespace

load_report run_load(const load_options& options, const target& server,
                     const std::atomic<bool>& interrupted, const progress_handler& on_progress) {
  return load_run{options, server}.run(interrupted, on_progress);
}

}  // namespace aurawell::loadtest
