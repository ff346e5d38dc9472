// The effect of 200 difficult clients on 50 normal ones: 50 read 1,000 bytes per second, 50 end
// their sending side after a question, 50 read nothing of a large file, 50 read a large export
// slowly. The real program, the model's server and all clients run on one machine. The normal
// clients run alone and beside the others, alternately, in one run.
//
//     build/release/aurawell-difficult-load [PAIRS]
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "tests/integration/difficult_clients.hpp"
#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/loadtest/load_run.hpp"
#include "tests/mock_llm/mock_llm.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;
using std::chrono::nanoseconds;

constexpr std::uint32_t normal = 50;
constexpr std::uint32_t each_kind = 50;
constexpr double mib = 1024.0 * 1024.0;

const difficult_mix mix{each_kind, each_kind, each_kind};

/// 250,000 characters of three bytes each.
std::string long_question() {
  std::string question;
  for (int i = 0; i < 250'000; ++i) {
    question += "健";
  }
  return question;
}

struct measured {
  nanoseconds p50{0};
  nanoseconds p99{0};
  std::uint64_t resident_most = 0;
};

mock::mock_llm_options plan() {
  mock::mock_llm_options options;
  options.answer.tokens = 160;
  options.answer.rate = 20;
  options.answer.stamp = true;
  return options;
}

std::optional<measured> measure(std::uint16_t port, bool with_others) {
  loadtest::load_options options;
  options.url = "ws://127.0.0.1:" + std::to_string(port);
  options.connections = normal;
  options.ramp = 1s;
  options.verify = loadtest::verification::mock;
  std::optional<difficult_clients> others;
  if (with_others) {
    options.slow_readers = each_kind;
    others.emplace(port, mix);
  }
  const std::atomic<bool> interrupted{false};
  const auto target = loadtest::find_target(options);
  const auto report = loadtest::run_load(options, *target, interrupted, [](const auto&, auto) {});
  if (!report.success() || !report.server) {
    std::fprintf(stderr, "a normal client did not get its whole answer\n");
    return std::nullopt;
  }
  if (others) {
    const auto seen = others->counts();
    std::printf("  the others: %lu answers, %lu exports, %.1f MiB read, %lu broken\n",
                static_cast<unsigned long>(seen.answers), static_cast<unsigned long>(seen.exports),
                static_cast<double>(seen.bytes) / mib, static_cast<unsigned long>(seen.broken));
  }
  const auto& latency = report.results.token_latency;
  return measured{latency.quantile(0.5), latency.quantile(0.99), report.server->resident_most};
}

double ms(nanoseconds time) {
  return std::chrono::duration<double, std::milli>{time}.count();
}

void print(const char* name, const measured& found) {
  std::printf("%-28s p50 %6.2f ms   p99 %6.2f ms   memory %6.1f MiB\n", name, ms(found.p50),
              ms(found.p99), static_cast<double>(found.resident_most) / mib);
}

int run(int pairs) {
  mock::mock_llm upstream{plan()};
  auto settings = asking(upstream.base_url());
  for (const auto* allowed :
       {"pools.general_chat.providers=offline", "providers.offline.tokens_per_second=100000",
        "session.max_message_chars=262144", "server.max_message_bytes=1MiB",
        "server.max_body_bytes=2MiB", "limits.messages_per_user=0", "limits.connects_per_user=0",
        "limits.connects_per_address=0", "limits.messages_per_address=0"}) {
    settings.emplace_back(allowed);
  }
  running_program program{with_settings(settings)};
  const auto port = program.port();
  if (port == 0 || !give_something_to_export(port, mix, long_question())) {
    std::fprintf(stderr, "the program did not start as it should\n");
    return 1;
  }
  std::vector<double> ratios;
  for (int i = 0; i < pairs; ++i) {
    const auto alone = measure(port, false);
    const auto beside = alone ? measure(port, true) : std::nullopt;
    if (!beside) {
      return 1;
    }
    print("50 alone", *alone);
    print("50 beside 200 difficult", *beside);
    ratios.push_back(ms(beside->p99) / ms(alone->p99));
    std::printf("%-28s %.2f\n", "p99 beside / alone", ratios.back());
  }
  std::sort(ratios.begin(), ratios.end());
  std::printf("median ratio of p99 %.2f\n", ratios[ratios.size() / 2]);
  return 0;
}

}  // namespace
}  // namespace aurawell

int main(int argc, char** argv) {
  // Each pair takes a while.
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  return aurawell::run(argc > 1 ? std::max(1, std::atoi(argv[1])) : 5);
}
