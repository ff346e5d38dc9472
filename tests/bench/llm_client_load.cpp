// Many parallel answers through the client for language models: the cost of a token, and the effect
// on the others when some are stopped. docs/benchmarks.md has the commands.
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "net/llm/curl/curl_loop.hpp"
#include "net/llm/llm_client.hpp"
#include "net/server/io_threads.hpp"

namespace aurawell::net {
namespace {

using std::chrono::steady_clock;

struct totals {
  std::atomic<std::uint64_t> chunks{0};
  std::atomic<std::uint64_t> reads{0};
  std::atomic<std::uint32_t> begun{0};
  std::atomic<std::uint32_t> whole{0};
  std::atomic<std::uint32_t> failed{0};
};

class counting_sink final : public completion_sink {
 public:
  explicit counting_sink(totals& counts) : counts_{counts} {}

  void on_batch(completion_batch batch) override {
    counts_.begun += chunks_ == 0 && batch.chunks > 0 ? 1 : 0;
    chunks_ += batch.chunks;
    counts_.chunks += batch.chunks;
    ++counts_.reads;
  }

  void on_finish(transfer_result end) override { ++(end.failure ? counts_.failed : counts_.whole); }

 private:
  totals& counts_;
  std::uint32_t chunks_ = 0;
};

class close_times final : public telemetry {
 public:
  void upstream_closed(std::chrono::nanoseconds since_cancel) override {
    const std::lock_guard lock{mutex_};
    all_.push_back(since_cancel);
  }

  void print() {
    const std::lock_guard lock{mutex_};
    std::sort(all_.begin(), all_.end());
    const auto ms_at = [&](std::size_t percent) {
      const auto place = (all_.size() - 1) * percent / 100;
      return std::chrono::duration<double, std::milli>{all_[place]}.count();
    };
    if (!all_.empty()) {
      std::printf("stopped %zu, stop to close p50 %.2f p90 %.2f p99 %.2f max %.2f ms\n",
                  all_.size(), ms_at(50), ms_at(90), ms_at(99), ms_at(100));
    }
  }

 private:
  std::mutex mutex_;
  std::vector<std::chrono::nanoseconds> all_;
};

double cpu_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

void wait_until(steady_clock::duration patience, const auto& done) {
  const auto deadline = steady_clock::now() + patience;
  while (!done() && steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

int run(const llm_options& options, std::uint32_t streams, std::uint32_t stops) {
  totals counts;
  io_threads threads{2};
  const auto measures = std::make_shared<close_times>();
  const std::vector loops{std::make_shared<curl_loop>(threads.loop(0), measures),
                          std::make_shared<curl_loop>(threads.loop(1), measures)};
  llm_client client{options, loops};
  completion_request request;
  request.messages = {{message_role::user, "Why am I tired?"}};
  std::vector<std::unique_ptr<completion_transfer>> running;
  for (std::uint32_t i = 0; i < streams; ++i) {
    running.push_back(client.start(request, std::make_shared<counting_sink>(counts)));
  }
  wait_until(std::chrono::seconds{30}, [&] { return counts.begun + counts.failed >= streams; });
  const auto chunks_before = counts.chunks.load();
  const auto reads_before = counts.reads.load();
  const auto cpu_before = cpu_seconds();
  for (std::uint32_t i = 0; i < stops && i < streams; ++i) {
    running[i]->note_cancel(steady_clock::now());
    running[i].reset();
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
  wait_until(std::chrono::seconds{60},
             [&] { return counts.whole + counts.failed >= streams - stops; });
  const auto chunks = counts.chunks - chunks_before;
  std::printf(
      "streams %u, begun %u, whole %u, failed %u\n"
      "tokens %llu, CPU per token %.1f us, tokens per read %.2f\n",
      streams, counts.begun.load(), counts.whole.load(), counts.failed.load(),
      static_cast<unsigned long long>(chunks),
      (cpu_seconds() - cpu_before) * 1e6 / static_cast<double>(chunks),
      static_cast<double>(chunks) / static_cast<double>(counts.reads - reads_before));
  measures->print();
  running.clear();
  threads.stop();
  return counts.whole == streams - stops ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace aurawell::net

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fputs("usage: aurawell-llm-load BASE_URL CA_FILE 1.1|2 STREAMS STOPS\n", stderr);
    return EXIT_FAILURE;
  }
  aurawell::net::llm_options options;
  options.base_url = argv[1];
  options.ca_bundle_file = argv[2];
  options.http = std::string{argv[3]} == "2" ? aurawell::net::http_version::two
                                             : aurawell::net::http_version::one;
  options.connect_timeout = std::chrono::seconds{30};
  return aurawell::net::run(options, static_cast<std::uint32_t>(std::atoi(argv[4])),
                            static_cast<std::uint32_t>(std::atoi(argv[5])));
}
