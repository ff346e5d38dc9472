#include "domain/prompt/recent_past.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace aurawell {

std::size_t recent_past::most_looked_at(const history_query& query) noexcept {
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max() / 4;
  return 4 * std::min(query.max_exchanges, most);
}

recent_past::recent_past(const history_query& query)
    : max_exchanges_{query.max_exchanges},
      max_bytes_{query.max_bytes},
      is_full_{query.max_exchanges == 0} {}

void recent_past::add(past_exchange exchange, bool is_half) {
  const bool is_repeated = newer_question_ == exchange.question;
  newer_question_ = exchange.question;
  if (is_half && is_repeated) {
    if (repeated_.size() < max_exchanges_) {
      repeated_.push_back(std::move(exchange));
    }
    return;
  }
  if (is_half) {
    for (auto& continuation : repeated_) {
      keep(std::move(continuation));
    }
  }
  repeated_.clear();
  keep(std::move(exchange));
}

void recent_past::add_running(std::string question) {
  newer_question_ = question;
  add_unanswered(std::move(question));
}

void recent_past::add_unanswered(std::string question) {
  const bool fits =
      unanswered_.size() < max_exchanges_ && unanswered_bytes_ + question.size() <= max_bytes_;
  if (fits) {
    unanswered_bytes_ += question.size();
    unanswered_.push_back(std::move(question));
  }
}

void recent_past::keep(past_exchange exchange) {
  if (is_full_) {
    return;
  }
  bytes_ += exchange.question.size() + exchange.answer.size();
  if (bytes_ > max_bytes_) {
    is_full_ = true;
    return;
  }
  kept_.push_back(std::move(exchange));
  is_full_ = kept_.size() == max_exchanges_;
}

std::vector<std::string> recent_past::take_unanswered() {
  std::reverse(unanswered_.begin(), unanswered_.end());
  return std::move(unanswered_);
}

std::vector<past_exchange> recent_past::take() && {
  std::reverse(kept_.begin(), kept_.end());
  return std::move(kept_);
}

}  // namespace aurawell
