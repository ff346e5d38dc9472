#include "config/drain_run.hpp"

#include <thread>

#include "domain/log/log.hpp"

namespace aurawell::config {
namespace {

/// Between two steps. Short beside one second, over which closes are counted.
constexpr std::chrono::milliseconds step_interval{20};

void log_phase(drain_phase phase, const drain_course::view& seen, const drain_status& status) {
  logging::info("drain.phase", {{"phase", to_string(phase)},
                                {"sockets", seen.sockets},
                                {"chats", seen.chats},
                                {"running", seen.answers},
                                {"finished", status.finished},
                                {"cut", status.cut}});
}

}  // namespace

void run_drain(const drain_options& options, std::chrono::milliseconds settle,
               drained_service& service) {
  using clock = std::chrono::steady_clock;
  drain_course course{options, settle, clock::now()};
  auto before = drain_phase::serving;
  bool accepts = true;
  while (before != drain_phase::ended) {
    auto seen = service.look();
    const auto todo = course.next(clock::now(), seen);
    service.show(course.status());
    if (accepts && todo.phase != drain_phase::notice) {
      service.refuse_questions();
      accepts = false;
    }
    if (todo.cuts_answers) {
      service.end_answers();
      seen.answers = 0;
    }
    if (todo.phase != before) {
      log_phase(todo.phase, seen, course.status());
    }
    if (todo.closes > 0) {
      course.closed(service.close_done(todo.closes));
    }
    before = todo.phase;
    if (before != drain_phase::ended) {
      std::this_thread::sleep_for(step_interval);
    }
  }
}

}  // namespace aurawell::config
