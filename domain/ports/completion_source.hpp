#pragma once

#include <chrono>
#include <memory>

#include "domain/chat/completion.hpp"

namespace aurawell {

/// Receives one answer. Called from the source's own thread, one call at a time: any number of
/// `on_batch`, then one `on_finish`, then nothing.
class completion_sink {
 public:
  completion_sink() = default;
  completion_sink(const completion_sink&) = delete;
  completion_sink& operator=(const completion_sink&) = delete;
  virtual ~completion_sink() = default;

  virtual void on_batch(completion_batch batch) = 0;
  virtual void on_finish(transfer_result end) = 0;
};

/// A running answer. Its destruction, on any thread, stops the upstream at once; a call to the sink
/// that has already begun may still arrive.
class completion_transfer {
 public:
  completion_transfer() = default;
  completion_transfer(const completion_transfer&) = delete;
  completion_transfer& operator=(const completion_transfer&) = delete;
  virtual ~completion_transfer() = default;

  /// Call it before the destruction when a person asked to stop, with the time of that request.
  /// Used to measure how long the upstream continues.
  virtual void note_cancel(std::chrono::steady_clock::time_point /*asked_at*/) noexcept {}
};

/// Makes answers: a language-model server, or the built-in coach. Thread-safe; never blocks.
/// Failures are reported to the sink only.
class completion_source {
 public:
  completion_source() = default;
  completion_source(const completion_source&) = delete;
  completion_source& operator=(const completion_source&) = delete;
  virtual ~completion_source() = default;

  virtual std::unique_ptr<completion_transfer> start(completion_request request,
                                                     std::shared_ptr<completion_sink> sink) = 0;

  /// Whether it can continue `completion_request::partial`.
  virtual bool can_continue() const noexcept = 0;

  /// Whether the text of an answer may begin with thoughts without an opening tag.
  virtual bool may_have_unopened_thoughts() const noexcept { return false; }
};

}  // namespace aurawell
