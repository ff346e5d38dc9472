// The effect of one hostile account on 50 normal clients: it adds measurements, lists long
// conversations, tries to sign in, invites and exports, each from two threads without a pause. The
// real program with its default limits for users, a database on the disk, the model's server and
// all clients run on one machine; the hostile clients have a lower priority. The normal clients run
// alone and beside the hostile account, alternately, in one run.
//
//     build/release/aurawell-hostile-load [PAIRS]
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "net/storage/store/make_store.hpp"
#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/loadtest/load_run.hpp"
#include "tests/mock_llm/mock_llm.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;
using std::chrono::nanoseconds;

constexpr std::uint32_t normal = 50;
constexpr int threads_of_each = 2;
constexpr int long_exchanges = 100;
constexpr const char* hostile_address = "127.0.0.2";

http_request posting(const std::string& target, const std::string& body) {
  return {"POST", target, {{"Content-Type", "application/json"}}, body, hostile_address};
}

http_request getting(const std::string& target) {
  return {"GET", target, {}, {}, hostile_address};
}

std::string many_samples() {
  std::string list = R"({"samples":[)";
  for (int i = 0; i < 500; ++i) {
    list += std::string{i == 0 ? "" : ","} +
            R"({"kind":"steps","value":1,"time":"2026-01-01T20:00:00Z","source":"s)" +
            std::to_string(i) + "\"}";
  }
  return list + "]}";
}

struct flood {
  const char* name = "";
  http_request request;
  std::atomic<unsigned long> done{0};
  std::atomic<unsigned long> refused{0};
  std::atomic<unsigned long> other{0};
};

/// Runs all attacks until it is destroyed.
class hostile_account {
 public:
  explicit hostile_account(std::uint16_t port) {
    const std::string query = "?user_id=eve";
    add("samples", posting("/api/v1/user/samples" + query, many_samples()));
    add("lists", getting("/api/v1/chat/conversations/c/messages" + query + "&limit=200"));
    add("sign-ins",
        posting("/api/v1/auth/login", R"({"username":"eve","password":"not the password"})"));
    add("invitations", posting("/api/v1/family/members/eve/invitations" + query,
                               R"({"username":"load-1","role":"viewer"})"));
    add("exports", getting("/api/v1/user/export" + query));
    for (const auto& one : floods_) {
      for (int i = 0; i < threads_of_each; ++i) {
        threads_.emplace_back([this, port, &one = *one] { ask(port, one); });
      }
    }
  }
  hostile_account(const hostile_account&) = delete;
  hostile_account& operator=(const hostile_account&) = delete;
  ~hostile_account() {
    ended_ = true;
    for (auto& thread : threads_) {
      thread.join();
    }
    for (const auto& one : floods_) {
      std::printf("  %-12s %6lu done, %6lu refused with 429, %lu other\n", one->name,
                  one->done.load(), one->refused.load(), one->other.load());
    }
  }

 private:
  void add(const char* name, http_request request) {
    floods_.push_back(std::make_unique<flood>());
    floods_.back()->name = name;
    floods_.back()->request = std::move(request);
  }

  void ask(std::uint16_t port, flood& one) const {
    // On Linux this affects only this thread. The clients would run on another machine.
    setpriority(PRIO_PROCESS, 0, 19);
    while (!ended_) {
      const auto status = http_send(port, one.request).status;
      ++(status / 100 == 2 ? one.done : status == 429 ? one.refused : one.other);
    }
  }

  std::vector<std::unique_ptr<flood>> floods_;
  std::atomic<bool> ended_{false};
  std::vector<std::thread> threads_;
};

/// A conversation of questions and answers of the maximum length.
void fill(const net::store_options& options) {
  const auto store = net::open_store(options).value();
  std::string text;
  for (int i = 0; i < 8'000; ++i) {
    text += "😀";
  }
  answer_record answer{{{"eve"}, {"eve"}, {"c"}}, {}, request_status::done, {}, {}};
  answer.summary.text = std::make_shared<const std::string>(text);
  bool is_good = store->begin().has_value();
  for (int i = 0; is_good && i < long_exchanges; ++i) {
    answer.request = {"r" + std::to_string(i)};
    is_good = store->save_question(
                  {answer.key, {"s"}, answer.request, chat_kind::health, text, wall_time{}}) &&
              store->save_answer(answer);
  }
  if (!is_good || !store->commit()) {
    std::fprintf(stderr, "the database could not be filled\n");
    std::exit(1);
  }
}

struct measured {
  nanoseconds token{0};
  nanoseconds first_token{0};
  nanoseconds answer{0};
};

std::optional<measured> measure(std::uint16_t port, bool with_hostile) {
  loadtest::load_options options;
  options.url = "ws://127.0.0.1:" + std::to_string(port);
  options.connections = normal;
  options.requests = 3;
  options.ramp = 1s;
  options.verify = loadtest::verification::mock;
  std::optional<hostile_account> hostile;
  if (with_hostile) {
    hostile.emplace(port);
  }
  const std::atomic<bool> interrupted{false};
  const auto target = loadtest::find_target(options);
  const auto report = loadtest::run_load(options, *target, interrupted, [](const auto&, auto) {});
  if (!report.success()) {
    for (const auto& [why, times] : report.results.failures()) {
      std::fprintf(stderr, "a normal client failed: %s, %lu times\n", why.c_str(),
                   static_cast<unsigned long>(times));
    }
    return std::nullopt;
  }
  const auto& seen = report.results;
  return measured{seen.token_latency.quantile(0.99), seen.first_token.quantile(0.99),
                  seen.answer.quantile(0.99)};
}

double ms(nanoseconds time) {
  return std::chrono::duration<double, std::milli>{time}.count();
}

void print(const char* name, const measured& found) {
  std::printf("%-24s p99: token %7.2f ms   first token %7.2f ms   answer %7.2f ms\n", name,
              ms(found.token), ms(found.first_token), ms(found.answer));
}

void print_ratios(const char* name, std::vector<double> ratios) {
  std::sort(ratios.begin(), ratios.end());
  std::printf("ratio of p99, %-12s median %.2f, %.2f to %.2f\n", name, ratios[ratios.size() / 2],
              ratios.front(), ratios.back());
}

std::vector<std::string> settings_for(const std::string& model, const std::string& database) {
  auto settings = asking(model);
  settings.push_back("storage.url=" + database);
  // All normal clients have one address.
  for (const auto* allowed : {"limits.connects_per_address=0", "limits.messages_per_address=0"}) {
    settings.emplace_back(allowed);
  }
  return settings;
}

int run(int pairs) {
  mock::mock_llm_options plan;
  plan.answer.tokens = 80;
  plan.answer.rate = 20;
  plan.answer.stamp = true;
  mock::mock_llm upstream{plan};
  const temp_folder folder;
  net::store_options database;
  database.url = "sqlite:" + (folder / "hostile.db").string();
  fill(database);
  std::vector<double> token;
  std::vector<double> first_token;
  std::vector<double> answer;
  running_program program{with_settings(settings_for(upstream.base_url(), database.url))};
  const auto port = program.port();
  for (int i = 0; port != 0 && i < pairs; ++i) {
    const auto alone = measure(port, false);
    const auto beside = alone ? measure(port, true) : std::nullopt;
    if (!beside) {
      return 1;
    }
    print("50 alone", *alone);
    print("50 beside the hostile", *beside);
    token.push_back(ms(beside->token) / ms(alone->token));
    first_token.push_back(ms(beside->first_token) / ms(alone->first_token));
    answer.push_back(ms(beside->answer) / ms(alone->answer));
  }
  if (token.empty()) {
    std::fprintf(stderr, "the program did not start\n");
    return 1;
  }
  print_ratios("token", token);
  print_ratios("first token", first_token);
  print_ratios("answer", answer);
  return 0;
}

}  // namespace
}  // namespace aurawell

int main(int argc, char** argv) {
  // Each pair takes a while.
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  return aurawell::run(argc > 1 ? std::max(1, std::atoi(argv[1])) : 5);
}
