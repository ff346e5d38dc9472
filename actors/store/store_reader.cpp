#include "actors/store/store_reader.hpp"

#include <caf/all.hpp>
#include <utility>

#include "actors/system/errors.hpp"

namespace aurawell::actors {

void reader_state::start() {
  line_ = work_line{with.limits};
  damage_.emplace(with.board);
  with.reader->roll_back();
  with.board->with([](store_status& status) { status.reads_waiting = 0; });
}

void reader_state::add(const store_work_ptr& work) {
  const bool is_idle = line_.empty();
  const bool is_kept = line_.add(work);
  if (is_kept && is_idle) {
    // Behind all messages that have arrived, so that every asker has a turn before the second turn
    // of any.
    self->send(self, next_atom::value);
  }
  with.board->with([&](store_status& status) {
    status.reads_waiting = line_.size();
    status.refused += is_kept ? 0 : 1;
  });
}

void reader_state::make_next() {
  if (const auto work = line_.next(std::chrono::steady_clock::now())) {
    // All calls of one work read the same state of the database.
    auto done = with.reader->begin();
    if (done) {
      done = work->run(*with.reader);
      with.reader->roll_back();
    }
    if (!done) {
      damage_->look(*with.reader, std::chrono::steady_clock::now());
    }
    work->report(done);
  }
  with.board->with([&](store_status& status) { status.reads_waiting = line_.size(); });
  if (!line_.empty()) {
    self->send(self, next_atom::value);
  }
}

store_reader::behavior_type run_reader(store_reader::stateful_pointer<reader_state> self,
                                       store_setup with) {
  auto& state = self->state;
  state.self = self;
  state.with = std::move(with);
  self->set_exception_handler(end_with_error);
  state.start();
  return {
      [&state](work_atom, const store_work_ptr& work) { state.add(work); },
      [&state](next_atom) { state.make_next(); },
  };
}

}  // namespace aurawell::actors
