#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

#include "actors/system/question_trace.hpp"
#include "domain/attempts/provider.hpp"
#include "domain/attempts/retry_plan.hpp"

namespace aurawell::actors {

/// One attempt at one provider: its transfer, its breaker's permit and its measurements.
/// Destruction stops the upstream at once and returns the permit.
class stream_attempt {
 public:
  using time_point = retry_plan::time_point;

  /// @param asked Must outlive the attempt.
  /// @param text_begin Bytes of the answer before this attempt.
  stream_attempt(const provider& asked, provider_health::attempt permit, time_point now,
                 std::size_t text_begin, question_trace trace);

  void start(const completion_request& request, std::shared_ptr<completion_sink> sink);

  /// Call it for each batch before its text is used.
  void note(const completion_batch& batch, time_point now);

  /// Each of these ends the attempt; the transfer is destroyed on return.
  void succeed(time_point now);
  void fail(const attempt_failure& failed, time_point now);
  /// The provider is not at fault: a person, the server or the answer's own limits ended it.
  void abandon(std::string_view error_type, time_point now);
  /// Like `abandon`, when a person asked to stop at `asked_at`.
  void cancel(time_point asked_at, time_point now);

  const provider& asked() const noexcept { return *asked_; }
  /// Its place in the trace of the question; nothing without a trace.
  const std::optional<trace_context>& place() const noexcept { return place_; }
  const std::optional<token_usage>& usage() const noexcept { return report_.usage; }
  std::size_t text_begin() const noexcept { return text_begin_; }
  std::size_t reasoning_bytes() const noexcept { return reasoning_bytes_; }
  bool brought_anything() const noexcept { return report_.first_chunk.has_value(); }

 private:
  void report(std::string_view error_type, time_point now);
  void report_span() const;

  const provider* asked_;
  provider_health::attempt permit_;
  std::unique_ptr<completion_transfer> transfer_;
  attempt_report report_;
  question_trace trace_;
  std::optional<trace_context> place_;
  time_point started_;
  time_point last_chunk_;
  std::size_t text_begin_;
  std::size_t reasoning_bytes_ = 0;
};

}  // namespace aurawell::actors
