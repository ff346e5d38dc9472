#include "tests/actors/random_faults/faulty_service.hpp"

#include <algorithm>
#include <utility>

#include "actors/pool/advice_pool.hpp"
#include "actors/session/session_bridge.hpp"
#include "actors/store/store_actor.hpp"
#include "domain/durability/backlog_view.hpp"
#include "tests/support/slow_store.hpp"

namespace aurawell::test_support {

using namespace actors;
using namespace std::chrono_literals;

namespace {

constexpr chat_kind kinds[] = {chat_kind::health, chat_kind::general};

std::string_view name_of(const caf::resumable* job) {
  const auto* actor = dynamic_cast<const caf::local_actor*>(job);
  return actor == nullptr ? "" : actor->name();
}

bool may_be_killed(const caf::resumable* job) {
  const auto name = name_of(job);
  return name == "advice-pool" || name == "advice-worker" || name == "llm-stream" ||
         name == "store";
}

}  // namespace

faulty_service::faulty_service(std::shared_ptr<completion_source> source, expiry on_expiry,
                               random_choices& random)
    : random_{random}, source_{std::move(source)} {
  shared_->census = std::make_shared<connection_counts>();
  shared_->alive = std::make_shared<std::atomic<std::uint32_t>>(0);
  shared_->registry = std::make_shared<session_registry>(random.one_in(3) ? 2 : 100);
  shared_->by_user = std::make_shared<rate_limiter>(0, 10);
  shared_->by_address = std::make_shared<rate_limiter>(0, 10);
  auto& options = shared_->options;
  options.max_inflight = 2;
  options.max_waiting = 3;
  // Small, so that clients cannot be recovered completely, and slow clients are disconnected.
  options.log_bytes = random.one_in(2) ? 4'000 : 100'000;
  options.backlog_bytes = options.log_bytes / 4;
  options.rollup_delay = random.one_in(3) ? 50ms : 0ms;
  // Shorter than the time without data after which a model counts as stopped.
  options.resume_window = 5s;
  options.on_expiry = on_expiry;
  if (random.one_in(2)) {
    backlog_ = std::make_shared<write_backlog>(std::make_unique<fake_spool>(disk_));
  }
  setup_ = make_setup();
  slow_ =
      system.spawn(run_slow_store, std::function<store_actor()>{[this] { return store_actor_; }});
  register_store(system, slow_);
  supervisor_ = system.spawn(run_supervisor, make_children());
  gateway_ = make_session_gateway(system, std::make_shared<current_environment>(shared_));
  run();
}

faulty_service::~faulty_service() {
  kill(supervisor_);
  for (const auto kind : kinds) {
    kill(pool_for(system, kind));
  }
  kill(slow_);
  kill(std::exchange(store_actor_, nullptr));
}

std::vector<supervised_child> faulty_service::make_children() {
  std::vector<supervised_child> children;
  children.push_back({"store", [this](supervisor_actor::pointer parent) {
                        store_actor_ = parent->spawn(run_store, store_setup{store_, backlog_});
                        return caf::actor_cast<caf::actor>(store_actor_);
                      }});
  for (const auto kind : kinds) {
    const pool_surroundings surroundings{kind, std::make_shared<telemetry>(), board_};
    children.push_back({"pool", [this, surroundings](supervisor_actor::pointer parent) {
                          const auto pool = parent->spawn(run_advice_pool, setup_, surroundings);
                          register_pool(system, surroundings.kind, pool);
                          return caf::actor_cast<caf::actor>(pool);
                        }});
  }
  return children;
}

pool_setup_ptr faulty_service::make_setup() {
  pool_options options;
  options.workers = static_cast<std::uint32_t>(1 + random_.below(3));
  options.max_streams = static_cast<std::uint32_t>(1 + random_.below(4));
  options.queue = static_cast<std::uint32_t>(2 + random_.below(4));
  return std::make_shared<const pool_setup>(
      pool_setup{options, provider_chain{{"fake", source_, stream_options{}}}});
}

advice_pool faulty_service::any_pool() {
  return pool_for(system, random_.one_in(2) ? chat_kind::health : chat_kind::general);
}

std::vector<std::size_t> faulty_service::ready_jobs() {
  const auto& jobs = scheduler().jobs;
  std::vector<std::size_t> ready;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!workers_pause_ || name_of(jobs[i]) != "advice-worker") {
      ready.push_back(i);
    }
  }
  return ready;
}

void faulty_service::run_some() {
  auto& jobs = scheduler().jobs;
  auto steps = random_.one_in(3) ? random_.below(8) : 100'000;
  for (auto ready = ready_jobs(); steps > 0 && !ready.empty(); --steps, ready = ready_jobs()) {
    std::swap(jobs.front(), jobs[random_.one_of(ready)]);
    scheduler().run_once();
  }
  // Each was for one write.
  store_->throw_on_writes = store_->fail_commit = store_->fail_begin = false;
}

void faulty_service::kill_session(const session_id& id) {
  shared_->registry->visit(id, {"ann"}, [](const session_actor& found) {
    caf::anon_send_exit(found, caf::exit_reason::kill);
  });
}

void faulty_service::kill_busy_actor() {
  std::vector<caf::resumable*> busy;
  std::copy_if(scheduler().jobs.begin(), scheduler().jobs.end(), std::back_inserter(busy),
               may_be_killed);
  if (!busy.empty()) {
    auto* victim = dynamic_cast<caf::local_actor*>(random_.one_of(busy));
    caf::anon_send_exit(victim->address(), caf::exit_reason::kill);
  }
}

void faulty_service::change_store() {
  switch (random_.below(6)) {
    // With a spool, a question that is repeated meanwhile is answered again (decision 13).
    case 0: store_->is_unreadable = !store_->is_unreadable && backlog_ == nullptr; break;
    case 1: disk_->fails = !disk_->fails; break;
    case 2: store_->throw_on_writes = true; break;
    case 3: store_->fail_commit = true; break;
    case 4: store_->fail_begin = true; break;
    default: store_->is_away = !store_->is_away;
  }
}

void faulty_service::hold_store() {
  state_of(slow_).holds = true;
}

void faulty_service::release_store() {
  caf::anon_send(slow_, flush_atom::value);
}

void faulty_service::adopt_another_setup() {
  setup_ = make_setup();
  for (const auto kind : kinds) {
    caf::anon_send(pool_for(system, kind), adopt_atom::value, setup_);
  }
}

void faulty_service::heal() {
  store_->is_away = store_->is_unreadable = disk_->fails = workers_pause_ = false;
  store_->throw_on_writes = store_->fail_commit = store_->fail_begin = false;
  release_store();
  run();
}

void faulty_service::stop() {
  shared_->registry->stop_all();
  caf::anon_send(supervisor_, stop_atom::value);
}

bool faulty_service::holds_writes() const {
  return !state_of(slow_).held.empty();
}

std::optional<stored_exchange> faulty_service::exchange(const std::string& request) const {
  std::optional<stored_exchange> found;
  for (const auto& one : store_->exchanges) {
    if (one.request.value == request) {
      found = one;
    }
  }
  return backlog_ ? backlog_->waiting().shown({{"ann"}, {request}}, found) : found;
}

std::string faulty_service::what_is_left() {
  std::string left;
  const auto note = [&left](const char* label, std::size_t count) {
    left += count == 0 ? "" : std::to_string(count) + " " + label + "; ";
  };
  note("sessions", shared_->alive->load());
  std::size_t workers = 0;
  for (const auto& [kind, pool] : board_->read()) {
    note("streaming", pool.streaming);
    note("waiting", pool.waiting);
    note("preparing", pool.preparing);
    note("users", pool.users);
    note("workers missing", pool.workers - pool.idle_workers);
    workers += pool.workers;
  }
  // Both stores, both pools, the supervisor.
  const auto idle_actors = 5 + workers;
  note("actors", system.registry().running() - idle_actors);
  note("timers", timers());
  return left;
}

}  // namespace aurawell::test_support
