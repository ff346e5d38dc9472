#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/error.hpp"
#include "domain/health/profile.hpp"
#include "domain/ids.hpp"
#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/trace/trace_context.hpp"

namespace aurawell {

enum class message_role : unsigned char { system, user, assistant };

struct prompt_message {
  message_role role = message_role::user;
  std::string text;

  bool operator==(const prompt_message&) const = default;
};

/// The question as the user wrote it, before it becomes a prompt. Input for a provider that is no
/// language model.
struct advice_question {
  chat_kind kind = chat_kind::health;
  language lang = language::zh;
  user_id user;
  member_id member;
  std::string text;
  std::vector<context_fact> context;
  /// Earlier questions of the same conversation, oldest first.
  std::vector<std::string> earlier;
  /// What was known of the member before: the stored profile with recent measurements. Values in
  /// the question itself have priority.
  health::profile known{};
  /// Findings of the safety screen in this question, if it was screened. Then the user reads
  /// `safety::answer_opening` before the provider's answer, and the built-in coach does not repeat
  /// it.
  std::optional<safety::finding_set> screened{};
  /// What a language model is told about those findings: texts of the service. Empty without any.
  std::string safety_notes{};
};

/// A request for one answer. `model` empty: the provider's default.
struct completion_request {
  advice_question question;
  std::vector<prompt_message> messages;
  /// The part of this answer that the user has read already: the model continues directly behind
  /// it. Empty: a new answer. Only for a source that `can_continue`.
  std::string partial;
  std::string model;
  double temperature = 0.7;
  std::uint32_t max_tokens = 2048;
  /// Most bytes of past messages to send; the newest are kept. Nothing: the source decides.
  std::optional<std::size_t> history_bytes{};
  /// Members that errors inside earlier tries of this answer suspected: this try leaves them out.
  std::set<std::string> suspected{};
  /// The place of this try in a trace.
  std::optional<trace_context> trace{};
};

/// The result of one read from the upstream, in order: reasoning comes before text. Everything may
/// be empty: then the answer has only begun.
struct completion_batch {
  std::string reasoning;
  std::string text;
  /// Number of upstream chunks that carried text or reasoning.
  std::uint32_t chunks = 0;
  /// When the read returned; `time_point{}` where nothing was read.
  std::chrono::steady_clock::time_point received_at{};
  std::optional<std::string> model;
  std::optional<token_usage> usage;
  /// As the upstream wrote it: "stop", "length", "content_filter", …
  std::optional<std::string> finish_reason;
  /// The reason came together with words, from a server that may send one in every chunk: it counts
  /// only if no words follow.
  bool words_may_follow = false;
  /// Text that is not yet in `text`, because later input may show that it is no text. It counts if
  /// nothing follows the reason, neither words nor an end.
  std::string held_text{};
};

/// Why a stream failed. `code` is the one for the client.
struct completion_failure {
  error cause;
  /// 0 when no response header came.
  int http_status = 0;
  std::optional<std::chrono::milliseconds> retry_after;
  /// The same request may succeed at the same provider at another time.
  bool retryable = true;
  /// Only the key was refused, and the source now uses another key: ask it again.
  bool other_key = false;
  /// The request was too long for the model, with this many bytes of past messages in it.
  bool too_long = false;
  std::size_t history_bytes = 0;
  /// The model has finished without any visible text. Its server works.
  bool is_blank = false;
  /// The form of the request was refused inside an answer: ask again without `suspected`.
  bool other_form = false;
  /// Only for the next try of the same answer at the same provider.
  std::set<std::string> suspected{};
};

/// The end of a stream. Without a failure the upstream has finished its answer.
struct transfer_result {
  std::optional<completion_failure> failure;
};

}  // namespace aurawell
