#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "domain/prompt/past_readings.hpp"

namespace aurawell {

/// The text as a message of a prompt, without role markers; never empty, because a provider may
/// refuse an empty message.
std::string spoken(std::string_view text);

/// The readings of a history, by index; what the memo does not have is made when it is asked for.
class history_readings {
 public:
  /// @param memo Must outlive this.
  history_readings(const std::vector<past_exchange>& history, bool may_be_unopened,
                   reading_memo& memo);

  /// `estimated_tokens` of each exchange.
  std::vector<std::size_t> tokens() const;
  /// Question and answer. Valid as long as the memo.
  const std::pair<std::string, std::string>& spoken_at(std::size_t index);
  /// Valid until `spoken_at` of the same index.
  const condensed_question& condensed_at(std::size_t index);

 private:
  const exchange_reading& at(std::size_t index) const { return *memo_.used()[begin_ + index]; }

  reused<exchange_reading>& memo_;
  std::size_t begin_;
};

}  // namespace aurawell
