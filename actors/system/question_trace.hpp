#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "domain/ports/span_sink.hpp"

namespace aurawell::actors {

/// The place of one question in its trace, and where its spans go. A copy belongs to the same
/// question. Thread-safe: it does not change.
class question_trace {
 public:
  using duration = std::chrono::nanoseconds;

  /// A question without a trace.
  question_trace() = default;
  /// @param parent The client's place; nothing: a new trace begins. @param spans Not null.
  question_trace(const std::optional<trace_context>& parent, std::shared_ptr<span_sink> spans);

  /// For the log and the client: 32 hexadecimal digits; empty without a trace.
  const std::string& id() const noexcept { return id_; }
  const std::optional<trace_context>& place() const noexcept { return place_; }
  /// Whether spans of the question are wanted. The calls below need that.
  bool is_recorded() const noexcept { return place_ && place_->is_sampled; }

  /// A span that has just ended after this time, without attributes: the whole question, or a part
  /// of it.
  span_report span_of_question(duration taken) const;
  span_report span_inside(span_kind kind, std::string name, duration taken) const;
  void report(span_report span) const { spans_->span_ended(std::move(span)); }

 private:
  std::optional<trace_context> place_;
  std::optional<span_id> parent_;
  std::shared_ptr<span_sink> spans_;
  std::string id_;
};

}  // namespace aurawell::actors
