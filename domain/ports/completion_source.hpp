#pragma once

#include <chrono>
#include <memory>

#include "domain/chat/completion.hpp"

namespace aurawell {

/// Where one answer's tokens go. Called from the source's own thread, one call at
/// a time: any number of `on_batch`, then one `on_end`, then never again.
class completion_sink {
 public:
  completion_sink() = default;
  completion_sink(const completion_sink&) = delete;
  completion_sink& operator=(const completion_sink&) = delete;
  virtual ~completion_sink() = default;

  virtual void on_batch(completion_batch batch) = 0;
  virtual void on_end(completion_end end) = 0;
};

/// A running answer. Destroying it, from any thread, stops the upstream at once; a
/// call to the sink that is already under way may still arrive.
class completion_transfer {
 public:
  completion_transfer() = default;
  completion_transfer(const completion_transfer&) = delete;
  completion_transfer& operator=(const completion_transfer&) = delete;
  virtual ~completion_transfer() = default;

  /// To be called before the destruction when a person asked for the stop, then: so
  /// that it is known how long the upstream went on.
  virtual void note_cancel(std::chrono::steady_clock::time_point /*asked_at*/) noexcept {}
};

/// Something that answers: a language-model server, or the built-in coach.
/// Thread-safe; never blocks. Failures arrive through the sink, never here.
class completion_source {
 public:
  completion_source() = default;
  completion_source(const completion_source&) = delete;
  completion_source& operator=(const completion_source&) = delete;
  virtual ~completion_source() = default;

  virtual std::unique_ptr<completion_transfer> start(completion_request request,
                                                     std::shared_ptr<completion_sink> sink) = 0;

  /// Whether it goes on behind `completion_request::partial` when asked to.
  virtual bool can_continue() const noexcept = 0;

  /// Whether the text of an answer may begin with thoughts that no tag opens.
  virtual bool may_have_unopened_thoughts() const noexcept { return false; }
};

}  // namespace aurawell
