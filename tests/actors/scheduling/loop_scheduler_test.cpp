#include "actors/scheduling/loop_scheduler.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <caf/all.hpp>
#include <future>
#include <thread>

#include "tests/support/loop_thread.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using test_support::loop_thread;
using where_atom = caf::atom_constant<caf::atom("where")>;
using wake_atom = caf::atom_constant<caf::atom("wake")>;
using late_atom = caf::atom_constant<caf::atom("late")>;

/// Calls `then` on the thread that runs the actor.
caf::behavior caller(caf::event_based_actor*, const std::function<void()>& then) {
  return {[then](wake_atom) { then(); }};
}

/// Like `caller`, but its handlers take long.
class long_worker final : public caf::event_based_actor {
 public:
  long_worker(caf::actor_config& config, std::function<void()> then)
      : caf::event_based_actor{config}, then_{std::move(then)} {}

  caf::behavior make_behavior() override {
    return {[this](wake_atom) { then_(); }};
  }
  subtype_t subtype() const override { return takes_long; }

 private:
  std::function<void()> then_;
};

/// Runs a function on a loop and waits for its end.
class on_loop final : public event_loop::work {
 public:
  on_loop(event_loop& loop, std::function<void()> todo) : todo_{std::move(todo)} {
    loop.post(*this);
    done_->get_future().wait();
  }

  void run() override {
    // The waiting thread may destroy this as soon as it is notified.
    const auto done = done_;
    todo_();
    done->set_value();
  }

 private:
  std::function<void()> todo_;
  std::shared_ptr<std::promise<void>> done_ = std::make_shared<std::promise<void>>();
};

class a_loop_scheduler : public ::testing::Test {
 protected:
  ~a_loop_scheduler() override {
    if (system) {
      leave();
    }
  }

  void leave() {
    loop_scheduler::of(*system).leave_loops();
    for (auto& loop : threads) {
      loop->stop();
    }
    system.reset();
  }

  void start(std::size_t loops) {
    for (std::size_t i = 0; i < loops; ++i) {
      threads.push_back(std::make_shared<loop_thread>());
    }
    config.loops = {threads.begin(), threads.end()};
    config.set("scheduler.max-threads", std::size_t{1});
    config.set("scheduler.max-throughput", std::size_t{100});
    config.load<loop_scheduler>();
    system = std::make_unique<caf::actor_system>(config);
  }

  /// An actor that tells on which thread it handles its message.
  caf::actor spawn_teller(std::promise<std::thread::id>& told) {
    return system->spawn(
        caller, std::function<void()>{[&told] { told.set_value(std::this_thread::get_id()); }});
  }

  /// Read by an actor, which outlives the body of a test.
  std::atomic<bool> is_stopped{false};
  std::vector<std::shared_ptr<loop_thread>> threads;
  loop_config config;
  std::unique_ptr<caf::actor_system> system;
};

TEST_F(a_loop_scheduler, runs_an_actor_on_the_loop_that_wakes_it) {
  start(3);
  for (const auto& loop : threads) {
    std::promise<std::thread::id> told;
    on_loop{*loop, [&] { caf::anon_send(spawn_teller(told), wake_atom::value); }};
    EXPECT_EQ(told.get_future().get(), loop->id());
  }
}

TEST_F(a_loop_scheduler, runs_an_actor_that_another_thread_wakes_where_it_ran_last) {
  start(4);
  const auto& home = threads[2];
  std::promise<std::thread::id> first;
  std::promise<std::thread::id> second;
  auto* told = &first;
  caf::actor actor;
  on_loop{*home, [&] {
            actor = system->spawn(caller, std::function<void()>{[&told] {
                                    told->set_value(std::this_thread::get_id());
                                  }});
            caf::anon_send(actor, wake_atom::value);
          }};
  ASSERT_EQ(first.get_future().get(), home->id());
  told = &second;
  caf::anon_send(actor, wake_atom::value);
  EXPECT_EQ(second.get_future().get(), home->id());
}

TEST_F(a_loop_scheduler, never_runs_an_actor_inside_the_call_that_wakes_it) {
  start(1);
  std::promise<bool> told;
  bool is_inside = false;
  const auto actor =
      system->spawn(caller, std::function<void()>{[&] { told.set_value(is_inside); }});
  on_loop{*threads[0], [&] {
            is_inside = true;
            caf::anon_send(actor, wake_atom::value);
            is_inside = false;
          }};
  EXPECT_FALSE(told.get_future().get());
}

TEST_F(a_loop_scheduler, runs_what_takes_long_on_no_loop) {
  start(2);
  std::promise<std::thread::id> told;
  const auto actor = system->spawn<long_worker>(
      std::function<void()>{[&] { told.set_value(std::this_thread::get_id()); }});
  on_loop{*threads[0], [&] { caf::anon_send(actor, wake_atom::value); }};
  const auto id = told.get_future().get();
  EXPECT_TRUE(std::ranges::none_of(threads, [&](const auto& loop) { return loop->id() == id; }));
}

TEST_F(a_loop_scheduler, spawns_an_actor_on_the_loop_that_is_asked_for) {
  start(3);
  std::promise<std::thread::id> told;
  on_loop{*threads[0], [&] {
            const loop_placement there{2};
            const auto actor = system->spawn(
                caller, std::function<void()>{[&] { told.set_value(std::this_thread::get_id()); }});
            caf::anon_send(actor, wake_atom::value);
          }};
  EXPECT_EQ(told.get_future().get(), threads[2]->id());
}

TEST_F(a_loop_scheduler, names_the_loop_of_a_thread) {
  start(2);
  std::optional<std::uint32_t> seen;
  on_loop{*threads[1], [&] { seen = current_loop(); }};
  EXPECT_EQ(seen, 1U);
  EXPECT_FALSE(current_loop());
}

// An actor that always has work must not keep the sockets from being served.
TEST_F(a_loop_scheduler, lets_the_loop_do_other_work_between_actors) {
  start(1);
  const auto busy = system->spawn([&](caf::event_based_actor* self) -> caf::behavior {
    return {[&, self](wake_atom) {
      if (!is_stopped) {
        self->send(self, wake_atom::value);
      }
    }};
  });
  caf::anon_send(busy, wake_atom::value);
  for (int i = 0; i < 100; ++i) {
    on_loop{*threads[0], [] {}};
  }
  is_stopped = true;
}

TEST_F(a_loop_scheduler, sends_delayed_messages_and_timeouts_on_the_loop) {
  start(2);
  std::promise<std::thread::id> told;
  std::promise<caf::error> late;
  const auto silent = system->spawn([](caf::event_based_actor* self) -> caf::behavior {
    self->set_default_handler(caf::skip);
    return {[](late_atom) {}};
  });
  const auto actor = system->spawn([&](caf::event_based_actor* self) -> caf::behavior {
    return {[&, self](wake_atom) { self->delayed_send(self, 1ms, late_atom::value); },
            [&, self](late_atom) {
              told.set_value(std::this_thread::get_id());
              self->request(silent, 1ms, where_atom::value)
                  .then([] {}, [&](caf::error& why) { late.set_value(std::move(why)); });
            }};
  });
  on_loop{*threads[1], [&] { caf::anon_send(actor, wake_atom::value); }};
  EXPECT_EQ(told.get_future().get(), threads[1]->id());
  EXPECT_EQ(late.get_future().get(), caf::make_error(caf::sec::request_timeout));
  caf::anon_send_exit(silent, caf::exit_reason::user_shutdown);
}

TEST_F(a_loop_scheduler, delivers_messages_of_many_threads_each_once_and_in_order) {
  start(3);
  constexpr int most = 2'000;
  constexpr int senders = 4;
  std::array<std::atomic<int>, senders> next{};
  std::promise<void> all;
  std::atomic<int> count{0};
  const auto actor = system->spawn([&](caf::event_based_actor*) -> caf::behavior {
    return {[&](int sender, int number) {
      EXPECT_EQ(next[static_cast<std::size_t>(sender)]++, number);
      if (++count == senders * most) {
        all.set_value();
      }
    }};
  });
  const auto send_all = [&](int sender) {
    for (int i = 0; i < most; ++i) {
      caf::anon_send(actor, sender, i);
    }
  };
  std::vector<std::thread> others;
  others.emplace_back([&] { send_all(0); });
  for (int i = 1; i < senders; ++i) {
    others.emplace_back([&, i] {
      on_loop{*threads[static_cast<std::size_t>(i - 1)], [&] { send_all(i); }};
    });
  }
  all.get_future().wait();
  std::ranges::for_each(others, &std::thread::join);
  EXPECT_EQ(count, senders * most);
}

// The loops end before the actors: what is ready, what waits for a time and what comes later still
// runs.
TEST_F(a_loop_scheduler, goes_on_without_its_loops) {
  start(2);
  std::promise<std::thread::id> timed;
  std::promise<std::thread::id> woken;
  auto actor = system->spawn([&](caf::event_based_actor* self) -> caf::behavior {
    self->delayed_send(self, 20ms, late_atom::value);
    return {[&](late_atom) { timed.set_value(std::this_thread::get_id()); },
            [&](wake_atom) { woken.set_value(std::this_thread::get_id()); }};
  });
  loop_scheduler::of(*system).leave_loops();
  for (auto& loop : threads) {
    loop->stop();
  }
  caf::anon_send(actor, wake_atom::value);
  const auto where = {woken.get_future().get(), timed.get_future().get()};
  for (const auto& loop : threads) {
    EXPECT_EQ(std::ranges::count(where, loop->id()), 0);
  }
  // The system waits for its actors, and this is the last handle.
  actor = nullptr;
  system.reset();
}

}  // namespace
}  // namespace aurawell::actors
