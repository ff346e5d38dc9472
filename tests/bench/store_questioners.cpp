#include "tests/bench/store_questioners.hpp"

#include <caf/all.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <utility>

#include "actors/store/store_actor.hpp"

namespace aurawell::bench {
namespace {

using actors::answer_atom;
using actors::progress_atom;
using actors::question_atom;
using clock = std::chrono::steady_clock;

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

/// Writes questions and answers, one after the other, until the time is over. All are in one actor,
/// which costs less than sessions.
class questioners {
 public:
  questioners(caf::event_based_actor* self, actors::store_actor store, const load_options& config,
              load_outcome& out)
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
  const load_options& config_;
  std::string text_;
  clock::time_point end_;
  load_outcome& out_;
  std::uint32_t gone_ = 0;
};

bool write_alone(advice_store& kept, const std::function<result<void>()>& work, load_outcome& out) {
  const auto begun = clock::now();
  const auto done = kept.begin() && work() && kept.commit();
  out.milliseconds.push_back(
      std::chrono::duration<double, std::milli>{clock::now() - begun}.count());
  return done;
}

}  // namespace

load_outcome through_the_actor(std::shared_ptr<advice_store> kept, const load_options& config) {
  load_outcome out;
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

load_outcome one_by_one(advice_store& kept, const load_options& config) {
  load_outcome out;
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

}  // namespace aurawell::bench
