#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "domain/context_fact.hpp"
#include "domain/language.hpp"
#include "domain/result.hpp"
#include "domain/trace/trace_context.hpp"

namespace aurawell {

/// What is needed to ask a model a stored question again, and is not part of its stored exchange.
struct question_job {
  /// Of the asker's client.
  language lang = language::zh;
  std::vector<context_fact> context{};
  /// As in `chat_command`.
  std::optional<std::vector<past_exchange>> earlier{};
  bool wants_reasoning = false;
  /// The question's own place in its trace.
  std::optional<trace_context> trace{};

  bool operator==(const question_job&) const = default;
};

/// Longest text form of a job.
inline constexpr std::size_t most_job_bytes = 1024 * 1024;

/// The text form of a job: equal jobs have equal texts. `ec::out_of_range`: it would be longer than
/// `most_job_bytes`.
result<std::string> text_of(const question_job& job);

/// Reads a text of `text_of`. `ec::bad_format`: it is damaged, or of another version.
result<question_job> job_of(std::string_view text);

}  // namespace aurawell
