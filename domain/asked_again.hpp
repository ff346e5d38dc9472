#pragma once

#include <set>
#include <string>
#include <string_view>

namespace aurawell {

/// Which answers of a conversation a prompt needs. A half answer whose question was asked again
/// has given way to the next one: with both, the model would read the question twice, and a
/// broken answer as an example. Where a person asks to have it continued, it stays.
class asked_again {
 public:
  /// Of one exchange after the other, the newest first, beginning with those that run.
  /// @param is_half It has ended, but is not `done`.
  bool is_wanted(std::string_view question, bool is_half) {
    const auto is_new = later_.emplace(question).second;
    return is_new || !is_half;
  }

 private:
  std::set<std::string, std::less<>> later_;
};

}  // namespace aurawell
