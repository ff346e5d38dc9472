#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/ports/advice_store.hpp"

namespace aurawell {

/// Chooses which exchanges of a conversation a prompt needs: the newest within the bounds of
/// the query, without half answers that their repeat has replaced. With both, the model would
/// read the question twice, and a broken answer as an example.
///
/// A half answer is replaced when the next question of the conversation is the same one,
/// unless it continues another half answer: the same words ("go on") then ask for the next part.
class recent_past {
 public:
  explicit recent_past(const history_query& query);

  /// How many exchanges are looked at for it at most: some are left out.
  static std::size_t most_looked_at(const history_query& query) noexcept;

  /// Adds the exchange before the one that was added last: the newest comes first.
  /// @param is_half It has ended, but is not `done`.
  void add(past_exchange exchange, bool is_half);
  /// The same for one that has not ended.
  void add_running(std::string question);
  /// The same for one that ended without an answer text.
  void add_unanswered(std::string question);

  /// Nothing older is needed.
  bool is_full() const noexcept { return is_full_; }

  /// Oldest first.
  std::vector<past_exchange> take() &&;
  /// Questions without an answer text, oldest first; call it before `take`.
  std::vector<std::string> take_unanswered();

 private:
  void keep(past_exchange exchange);

  std::size_t max_exchanges_;
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  bool is_full_;
  std::optional<std::string> newer_question_;
  /// Half answers whose question comes again next. They are wanted if a half answer to
  /// another question comes before them. At most `max_exchanges`.
  std::vector<past_exchange> repeated_;
  /// Newest first, as `unanswered_`.
  std::vector<past_exchange> kept_;
  std::vector<std::string> unanswered_;
  std::size_t unanswered_bytes_ = 0;
};

}  // namespace aurawell
