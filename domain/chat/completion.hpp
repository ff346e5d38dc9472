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

namespace aurawell {

enum class message_role : unsigned char { system, user, assistant };

struct prompt_message {
  message_role role = message_role::user;
  std::string text;

  bool operator==(const prompt_message&) const = default;
};

/// The question as the person put it, before it became a prompt: what a provider
/// that is no language model works from.
struct advice_question {
  chat_kind kind = chat_kind::health;
  language lang = language::zh;
  user_id user;
  member_id member;
  std::string text;
  std::vector<context_fact> context;
  /// Earlier questions of the same conversation, oldest first.
  std::vector<std::string> earlier;
  /// What was known of the member before: the stored profile, with measurements that are
  /// recent. What the person says here and now counts more.
  health::profile known{};
  /// What the safety screen found in this question, where somebody asked it. Then the person
  /// reads `safety::answer_opening` before the provider's answer, and the built-in coach does
  /// not say it again.
  std::optional<safety::finding_set> screened{};
  /// What a language model is told of that: words of the service. Empty if there is nothing.
  std::string safety_notes{};
};

/// One answer to be made. `model` empty: the provider's own.
struct completion_request {
  advice_question question;
  std::vector<prompt_message> messages;
  /// What people have already read of this answer: the model goes on right behind it.
  /// Empty: from the beginning. Only for a source that `can_continue`.
  std::string partial;
  std::string model;
  double temperature = 0.7;
  std::uint32_t max_tokens = 2048;
  /// At most so many bytes of past messages are sent, the newest; nothing: as many as the
  /// source thinks fit.
  std::optional<std::size_t> history_bytes{};
  /// Names of members that errors inside of earlier tries of this answer blamed: it goes without.
  std::set<std::string> suspected{};
};

/// What one read from the upstream brought, already in order: reasoning comes
/// before text. Everything may be empty: the upstream then only showed that its
/// answer has begun.
struct completion_batch {
  std::string reasoning;
  std::string text;
  /// Number of upstream chunks that carried text or reasoning.
  std::uint32_t chunks = 0;
  /// When the read returned; the epoch where nobody read anything.
  std::chrono::steady_clock::time_point received_at{};
  std::optional<std::string> model;
  std::optional<token_usage> usage;
  /// The upstream's word: "stop", "length", "content_filter", …
  std::optional<std::string> finish_reason;
  /// The reason came with words, from a server that may name one in every chunk: it counts only
  /// if no words follow.
  bool words_may_follow = false;
  /// Text that has come and is not in `text`, since what follows may show that it is none. It
  /// counts if nothing follows the reason, neither words nor an end.
  std::string held_text{};
};

/// Why a stream broke off. `code` is what the client would be told.
struct completion_failure {
  error what;
  /// 0 when no response header came.
  int http_status = 0;
  std::optional<std::chrono::milliseconds> retry_after;
  /// The same request may succeed at the same provider at another time.
  bool retryable = true;
  /// Only the key was refused, and the source has changed to another: ask it again.
  bool other_key = false;
  /// The request was too long for the model, with so many bytes of past messages in it.
  bool too_long = false;
  std::size_t history_bytes = 0;
  /// The model has finished, and nothing of its answer can be seen. Its server works.
  bool is_blank = false;
  /// The form of the request was refused inside of an answer: ask again without `suspected`.
  bool other_form = false;
  /// For the next try of the same answer at the same provider; of no other answer.
  std::set<std::string> suspected{};
};

/// The last word of a stream: no failure means that the upstream finished it.
struct completion_end {
  std::optional<completion_failure> failure;
};

}  // namespace aurawell
