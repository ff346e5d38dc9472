#include "actors/store/store_reader.hpp"

#include <caf/all.hpp>
#include <utility>

#include "actors/store/timed_call.hpp"
#include "actors/system/errors.hpp"

namespace aurawell::actors {

void reader_state::start() {
  line_ = work_line{setup.limits, setup.board, &store_status::reads_waiting};
  damage_.emplace(setup.board);
  setup.reader->roll_back();
  line_.publish();
}

void reader_state::add(const store_work_ptr& work) {
  const bool is_idle = line_.empty();
  if (line_.add(work) && is_idle) {
    // Behind all messages that have arrived, so that every asker has a turn before the second turn
    // of any.
    self->send(self, next_atom::value);
  }
}

void reader_state::make_next() {
  if (const auto work = line_.next(std::chrono::steady_clock::now())) {
    const timed_call timed{*setup.telemetry, store_call::read};
    // All calls of one work read the same state of the database.
    auto done = setup.reader->begin();
    if (done) {
      done = work->run(*setup.reader);
      setup.reader->roll_back();
    }
    if (!done) {
      damage_->look(*setup.reader, std::chrono::steady_clock::now());
    }
    work->report(done);
  }
  line_.publish();
  if (!line_.empty()) {
    self->send(self, next_atom::value);
  }
}

store_reader::behavior_type run_reader(store_reader::stateful_pointer<reader_state> self,
                                       store_setup setup) {
  auto& state = self->state;
  state.self = self;
  state.setup = std::move(setup);
  self->set_exception_handler(end_with_error);
  state.start();
  return {
      [&state](work_atom, const store_work_ptr& work) { state.add(work); },
      [&state](next_atom) { state.make_next(); },
  };
}

}  // namespace aurawell::actors
