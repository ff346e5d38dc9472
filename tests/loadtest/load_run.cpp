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
      : context{loop, options, server, run, live, results, reader, {}} {}

  load_results results;
  frame_reader reader;
  client_context context;
};

/// What was used up to one moment.
struct usage_mark {
  clock::time_point when;
  std::chrono::duration<double> own{0};
  std::chrono::duration<double> server{0};
  std::chrono::duration<double> model{0};
  std::vector<processor_times> processors;
};

std::chrono::duration<double> cpu_of(std::optional<int> pid) {
  const auto now = pid ? read_process_usage(*pid) : std::nullopt;
  return now ? now->cpu : std::chrono::duration<double>{0};
}

usage_mark mark_now(std::optional<int> server, std::optional<int> model) {
  return {clock::now(), cpu_of(::getpid()), cpu_of(server), cpu_of(model), read_processor_times()};
}

void put_difference(const usage_mark& from, const usage_mark& to, load_report& into) {
  into.duration = to.when - from.when;
  into.own_cpu = to.own - from.own;
  into.model_cpu = to.model - from.model;
  if (into.server) {
    into.server->cpu = to.server - from.server;
  }
  for (std::size_t i = 0; i < std::min(from.processors.size(), to.processors.size()); ++i) {
    const auto all = to.processors[i].all - from.processors[i].all;
    const auto busy = to.processors[i].busy - from.processors[i].busy;
    into.processors_busy.push_back(all > 0 ? static_cast<double>(busy) / static_cast<double>(all)
                                           : 0);
  }
}

/// Watches the memory of the server's process, if it is known.
class server_watch {
 public:
  explicit server_watch(std::optional<int> pid) {
    const auto now = pid ? read_process_usage(*pid) : std::nullopt;
    if (now) {
      seen_ = server_usage{
          *pid, {}, now->resident_bytes, now->resident_bytes, read_proportional_bytes(*pid), 0};
    }
  }

  void look() {
    const auto now = seen_ ? read_process_usage(seen_->pid) : std::nullopt;
    if (now) {
      seen_->resident_most = std::max(seen_->resident_most, now->resident_bytes);
    }
  }

  std::optional<server_usage> last_look() {
    if (seen_) {
      seen_->proportional_after = read_proportional_bytes(seen_->pid);
    }
    return seen_;
  }

  std::optional<int> pid() const { return seen_ ? std::optional{seen_->pid} : std::nullopt; }

 private:
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
    begin_ = clock::now();
    auto from = mark_now(watch_.pid(), options_.model_pid);
    start_clients();
    if (has_window()) {
      wait(interrupted, on_progress,
           [this] { return clock::now() >= begin_ + options_.measure_after; });
      begin_window();
      from = mark_now(watch_.pid(), options_.model_pid);
    }
    wait(interrupted, on_progress, [this, &from] { return is_over(from.when); });
    const auto to = mark_now(watch_.pid(), options_.model_pid);
    loops_.stop();
    load_report report;
    report.interrupted = interrupted;
    report.server = watch_.last_look();
    put_difference(from, to, report);
    for (const auto& one : lanes_) {
      settle(*one);
      report.results.merge(one->results);
    }
    return report;
  }

 private:
  bool has_window() const { return options_.measure_for.count() > 0; }

  template <class Condition>
  void wait(const std::atomic<bool>& interrupted, const progress_handler& on_progress,
            Condition over) {
    while (!interrupted && !over()) {
      std::this_thread::sleep_for(look_interval);
      watch_.look();
      on_progress(live_, clock::now() - begin_);
    }
  }

  void begin_window() {
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      boost::asio::post(loops_.loop(i), [one = lanes_[i].get()] { one->results.begin_window(); });
    }
  }

  static void settle(const lane& one) {
    for (const auto& client : one.context.clients) {
      if (const auto still_there = client.lock()) {
        still_there->settle();
      }
    }
  }

  /// Returns when all of them read, so that the others meet them from the first question.
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

  /// Every client keeps itself alive until it is over or its loop is gone.
  void start_lane(std::uint32_t first) {
    const auto step = static_cast<std::uint32_t>(lanes_.size());
    auto& context = lanes_[first]->context;
    for (auto number = first; number < options_.connections; number += step) {
      const auto client = make_load_client(context, number);
      context.clients.push_back(client);
      client->start(options_.ramp * number / options_.connections);
    }
  }

  bool is_over(clock::time_point measuring_since) {
    if (has_window()) {
      return clock::now() >= measuring_since + options_.measure_for;
    }
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
  clock::time_point begin_;
};

}  // namespace

load_report run_load(const load_options& options, const target& server,
                     const std::atomic<bool>& interrupted, const progress_handler& on_progress) {
  return load_run{options, server}.run(interrupted, on_progress);
}

}  // namespace aurawell::loadtest
