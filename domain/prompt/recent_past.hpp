#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/ports/advice_store.hpp"

namespace aurawell {

/// Chooses the exchanges of a conversation for a prompt: the newest within the query's limits,
/// without half answers whose question was repeated. With both, the model would read the question
/// twice, and a broken answer as an example.
///
/// A half answer is left out when the next question of the conversation is the same one, unless it
/// continues another half answer: then the same words ("go on") ask for the next part.
class recent_past {
 public:
  explicit recent_past(const history_query& query);

  /// Most exchanges to read for it: some are left out.
  static std::size_t most_looked_at(const history_query& query) noexcept;

  /// Adds the next older exchange; the newest must be added first.
  /// @param is_half It has ended with a status other than `done`.
  void add(past_exchange exchange, bool is_half);
  /// The same for an exchange that has not ended.
  void add_running(std::string question);
  /// The same for an exchange that ended without an answer text.
  void add_unanswered(std::string question);

  /// True when no older exchange is needed.
  bool is_full() const noexcept { return is_full_; }

  /// The chosen exchanges, oldest first.
  std::vector<past_exchange> take() &&;
  /// Questions without an answer text, oldest first. Must be called before `take`.
  std::vector<std::string> take_unanswered();

 private:
  void keep(past_exchange exchange);

  std::size_t max_exchanges_;
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  bool is_full_;
  std::optional<std::string> newer_question_;
  /// Half answers whose question is repeated next. They are kept if an older half answer to another
  /// question precedes them. At most `max_exchanges`.
  std::vector<past_exchange> repeated_;
  /// Newest first, like `unanswered_`.
  std::vector<past_exchange> kept_;
  std::vector<std::string> unanswered_;
  std::size_t unanswered_bytes_ = 0;
};

}  // namespace aurawell
