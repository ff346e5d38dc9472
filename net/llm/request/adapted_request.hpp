#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "domain/models/provider_lessons.hpp"
#include "net/llm/refusal/asked_phrases.hpp"
#include "net/llm/refusal/refusal.hpp"
#include "net/llm/request/completion_encoder.hpp"

namespace aurawell::net {

/// The form in which a request is sent: first the form that the upstream is known to accept, then
/// another one after each refusal that names a member that was sent. A form that succeeds is
/// learned.
class adapted_request {
 public:
  /// The inputs of a request besides its JSON.
  struct traits {
    /// The lesson that applied when the request was made, and the model's name.
    provider_lesson known{};
    /// Members that an earlier try of the same answer suspected, without proof.
    std::set<std::string> suspected{};
    /// Members that the settings exclude.
    member_set omitted{};
    /// The name of the answer's limit that is tried first.
    request_member limit_name = request_member::max_tokens;
    /// Bytes of past messages, as sent.
    std::size_t history_bytes = 0;
    /// Limit of those bytes set by the caller after a refusal.
    std::optional<std::size_t> history_limit{};
    /// History was cut by that limit or by the lesson.
    bool is_history_cut = false;
    /// Phrases of all messages.
    asked_phrases asked{};
  };

  adapted_request(encoded_request encoded, traits about, std::shared_ptr<provider_lessons> lessons);

  const std::string& json() const noexcept { return encoded_.json; }
  std::size_t history_bytes() const noexcept { return about_.history_bytes; }
  member_set sent() const noexcept;
  const asked_phrases& asked() const noexcept { return about_.asked; }
  /// Whether the request tells the server to continue the partial answer.
  bool continues_answer() const noexcept;

  /// Removes what is refused. False: nothing of it was sent. Returns true at most once for each
  /// member that can be left out. What is removed because of length is not learned.
  bool adapt(const refusal& read);

  /// Text has come for the present form. Only the first call has an effect.
  void learn_from_success();
  /// Members that were left out and are not learned. The next try of the same answer leaves them
  /// out too; if it succeeds, they are learned.
  std::set<std::string> suspected() const;

  /// Frees the JSON; `learn_from_success` still works.
  void drop_json();

 private:
  void learn_members();

  encoded_request encoded_;
  traits about_;
  std::shared_ptr<provider_lessons> lessons_;
  member_set available_;
  /// Refused by this upstream, now or before.
  member_set refused_;
  /// Not known before, suspected members included.
  member_set news_;
  bool has_succeeded_ = false;
  /// A member was left out because of length.
  bool is_too_long_whole_ = false;
};

}  // namespace aurawell::net
