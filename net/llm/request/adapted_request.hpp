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

/// How a request is asked: in the form that the upstream is known to take, and in another one
/// after each refusal that names something that was sent. What helped is learned.
class adapted_request {
 public:
  /// What a request is made of besides its JSON.
  struct traits {
    /// What applied when it was made, and under which name.
    provider_lesson known{};
    /// Blamed by an earlier try of the same answer, without proof.
    std::set<std::string> suspected{};
    /// Never sent: the settings say so.
    member_set omitted{};
    /// One of the names of the answer's limit, tried first.
    request_member limit_name = request_member::max_tokens;
    /// Of past messages, as they are sent.
    std::size_t history_bytes = 0;
    /// What the caller allows of them, after a refusal.
    std::optional<std::size_t> history_limit{};
    /// By that limit, or by what is known.
    bool is_history_cut = false;
    /// Of all messages.
    asked_phrases asked{};
  };

  adapted_request(encoded_request encoded, traits about, std::shared_ptr<provider_lessons> lessons);

  const std::string& json() const noexcept { return encoded_.json; }
  std::size_t history_bytes() const noexcept { return about_.history_bytes; }
  member_set sent() const noexcept;
  const asked_phrases& asked() const noexcept { return about_.asked; }
  /// Whether it tells the server to go on inside the partial answer.
  bool goes_on() const noexcept;

  /// Leaves out what is refused. False: nothing of it was sent. True at most once for each
  /// member that can be left out. What is left out for the sake of length is no lesson.
  bool adapt(const refusal& read);

  /// Text came as an answer to it. Counts once.
  void learn_from_success();
  /// What it was sent without and has not learned: names for the next try of the same answer,
  /// which teaches them if it succeeds.
  std::set<std::string> suspected() const;

  /// Gives the memory of the JSON back; what is learned stays possible.
  void drop_json();

 private:
  void learn_members();

  encoded_request encoded_;
  traits about_;
  std::shared_ptr<provider_lessons> lessons_;
  member_set available_;
  /// By this upstream, now and before.
  member_set refused_;
  /// Not known before, the suspects among them.
  member_set news_;
  bool has_succeeded_ = false;
  /// A member was left out for the sake of length.
  bool is_too_long_whole_ = false;
};

}  // namespace aurawell::net
