#pragma once

#include <chrono>
#include <cstddef>

#include "domain/drain/drain_course.hpp"

namespace aurawell::config {

/// What a stop does to the service. All calls come from the thread that runs the stop.
class drained_service {
 public:
  drained_service() = default;
  drained_service(const drained_service&) = delete;
  drained_service& operator=(const drained_service&) = delete;
  virtual ~drained_service() = default;

  virtual drain_course::view look() = 0;

  /// Called once, before the first close. No client is accepted from here on, and no question.
  virtual void refuse_questions() = 0;

  /// Closes up to `most` chats whose answers are delivered; returns how many.
  virtual std::size_t close_done(std::size_t most) = 0;

  /// Called at most once. Ends the answers that run as incomplete.
  virtual void end_answers() = 0;

  virtual void show(const drain_status& status) = 0;
};

/// Carries out the steps of a stop until its last phase; logs each phase. Blocks.
void run_drain(const drain_options& options, std::chrono::milliseconds settle,
               drained_service& service);

}  // namespace aurawell::config
