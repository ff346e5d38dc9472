// How many answers a second the store makes durable when many clients wait at the same time:
// through the store actor, which commits in groups, and with one transaction for each write.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <caf/all.hpp>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "actors/store/store_actor.hpp"
#include "net/storage/store/make_store.hpp"

namespace {

using namespace aurawell;
using actors::answer_atom;
using actors::progress_atom;
using actors::question_atom;
using std::chrono::milliseconds;
using clock = std::chrono::steady_clock;

struct options {
  std::string folder = ".";
  std::string url;
  std::uint32_t people = 1'000;
  std::uint32_t text_bytes = 1'500;
  std::uint32_t seconds = 10;
};

/// The writes of one person: a question, half an answer, the answer.
struct writes {
  question_record question;
  progress_record progress;
  answer_record answer;
};

writes make_writes(std::uint32_t person, std::uint64_t turn, const std::string& text) {
  const auto user = "user-" + std::to_string(person);
  const conversation_key key{{user}, {user}, {"c" + std::to_string(turn / 20)}};
  const request_id request{user + "-" + std::to_string(turn)};
  writes all;
  all.question.key = key;
  all.question.request = request;
  all.question.text = "How can I sleep better?";
  all.question.asked_at = std::chrono::system_clock::now();
  all.progress = {{user}, request, text.substr(0, text.size() / 2)};
  all.answer.key = key;
  all.answer.request = request;
  all.answer.summary.text = std::make_shared<const std::string>(text);
  all.answer.answered_at = all.question.asked_at;
  return all;
}

struct outcome {
  std::vector<double> milliseconds;
  double seconds = 0;
};

double quantile(std::vector<double>& sorted, double part) {
  return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(part * double(sorted.size() - 1))];
}

void print(const char* name, outcome& of) {
  std::sort(of.milliseconds.begin(), of.milliseconds.end());
  std::printf("%-28s %8.0f answers/s   a write waits: p50 %7.2f ms   p99 %7.2f ms\n", name,
              double(of.milliseconds.size()) / 3 / of.seconds, quantile(of.milliseconds, 0.5),
              quantile(of.milliseconds, 0.99));
}

result<std::shared_ptr<advice_store>> open(const std::string& url) {
  net::store_options options;
  options.url = url;
  auto opened = net::open_store(options);
  if (!opened) {
    return opened.failure();
  }
  return std::shared_ptr<advice_store>{std::move(opened).value()};
}

/// Writes questions and answers, one after the other, until the time is over. All are in one actor,
/// which costs less than sessions.
class questioners {
 public:
  questioners(caf::event_based_actor* self, actors::store_actor store, const options& config,
              outcome& out)
      : self_{self},
        store_{std::move(store)},
        config_{config},
        text_(config.text_bytes, 'x'),
        end_{clock::now() + std::chrono::seconds{config.seconds}},
        out_{out} {}

  void start() {
    for (std::uint32_t person = 0; person < config_.people; ++person) {
      ask(person, 0);
    }
  }

 private:
  template <class Reply, class Atom, class Record, class Then>
  void send(Atom atom, Record record, Then then) {
    self_->request(store_, caf::infinite, atom, std::move(record))
        .then([this, then = std::move(then), begun = clock::now()](const Reply&) {
          out_.milliseconds.push_back(
              std::chrono::duration<double, std::milli>{clock::now() - begun}.count());
          then();
        });
  }

  void ask(std::uint32_t person, std::uint64_t turn) {
    if (clock::now() > end_) {
      if (++gone_ == config_.people) {
        self_->quit();
      }
      return;
    }
    auto all = std::make_shared<writes>(make_writes(person, turn, text_));
    send<actors::question_claim>(question_atom::value, all->question, [=, this] {
      send<caf::ok_atom>(progress_atom::value, all->progress, [=, this] {
        send<caf::ok_atom>(answer_atom::value, all->answer, [=, this] { ask(person, turn + 1); });
      });
    });
  }

  caf::event_based_actor* self_;
  actors::store_actor store_;
  const options& config_;
  std::string text_;
  clock::time_point end_;
  outcome& out_;
  std::uint32_t gone_ = 0;
};

outcome through_the_actor(std::shared_ptr<advice_store> kept, const options& config) {
  outcome out;
  const auto begun = clock::now();
  {
    caf::actor_system_config configuration;
    configuration.set("scheduler.max-threads", std::size_t{2});
    caf::actor_system system{configuration};
    const auto store =
        system.spawn<caf::detached>(actors::run_store, actors::store_setup{std::move(kept)});
    system.spawn([&](caf::event_based_actor* self) {
      const auto all = std::make_shared<questioners>(self, store, config, out);
      all->start();
      self->attach_functor([all] {});
    });
    system.registry().await_running_count_equal(1);
    caf::anon_send_exit(store, caf::exit_reason::user_shutdown);
  }
  out.seconds = std::chrono::duration<double>{clock::now() - begun}.count();
  return out;
}

bool write_alone(advice_store& kept, const std::function<result<void>()>& work, outcome& out) {
  const auto begun = clock::now();
  const auto done = kept.begin() && work() && kept.commit();
  out.milliseconds.push_back(
      std::chrono::duration<double, std::milli>{clock::now() - begun}.count());
  return done;
}

outcome one_by_one(advice_store& kept, const options& config) {
  outcome out;
  const std::string text(config.text_bytes, 'x');
  const auto begun = clock::now();
  for (std::uint64_t turn = 0; clock::now() - begun < std::chrono::seconds{config.seconds};
       ++turn) {
    const auto all = make_writes(static_cast<std::uint32_t>(turn % config.people),
                                 1'000'000 + turn / config.people, text);
    write_alone(
        kept, [&] { return kept.save_question(all.question) ? result<void>{} : error{}; }, out);
    write_alone(
        kept, [&] { return kept.save_progress(all.progress); }, out);
    write_alone(
        kept, [&] { return kept.save_answer(all.answer); }, out);
  }
  out.seconds = std::chrono::duration<double>{clock::now() - begun}.count();
  return out;
}

int measure(const options& config) {
  const auto file = std::filesystem::path{config.folder} / "store_load.db";
  const auto url = config.url.empty() ? "sqlite:" + file.string() : config.url;
  const auto kept = open(url);
  if (!kept) {
    std::fprintf(stderr, "%s\n", kept.failure().detail.c_str());
    return 1;
  }
  double load[3]{};
  getloadavg(load, 3);
  std::printf("%u people, %u bytes of answer, %s, %ld processors, load before %.1f\n",
              config.people, config.text_bytes, url.c_str(), sysconf(_SC_NPROCESSORS_ONLN),
              load[0]);
  auto alone = one_by_one(**kept, config);
  print("a transaction for each write", alone);
  auto grouped = through_the_actor(*kept, config);
  print("the store actor, in groups", grouped);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  options config;
  CLI::App app{"Loads the store and says how many answers a second it makes durable."};
  app.add_option("--folder", config.folder, "Where store_load.db is made; a real disk");
  app.add_option("--url", config.url, "An empty database, as storage.url, in place of that file");
  app.add_option("--people", config.people, "Who wait at the same time")
      ->check(CLI::Range(1, 100'000));
  app.add_option("--bytes", config.text_bytes, "Length of an answer")
      ->check(CLI::Range(2, 1'000'000));
  app.add_option("--seconds", config.seconds, "Of each measurement")->check(CLI::Range(1, 3'600));
  CLI11_PARSE(app, count, words);
  return measure(config);
}
