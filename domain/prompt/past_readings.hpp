#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/health/conditions.hpp"
#include "domain/health/profile.hpp"
#include "domain/prompt/history_note.hpp"
#include "domain/safety/screen.hpp"

namespace aurawell {

/// What an earlier question tells of the person. `text` and `managed` decide all of it.
struct told_reading {
  std::string text;
  bool managed = false;
  health::profile values{};
  health::condition_set conditions{};
};

/// One call of the safety screen: `words`, `age_years` and `before` decide the result.
struct screen_step {
  /// As they were written; the screen reads them folded.
  std::string words;
  std::optional<int> age_years{};
  std::shared_ptr<const safety::screening> before;
  std::shared_ptr<const safety::screening> after;
};

/// What a prompt says of an exchange. The first three decide the others, which are absent until a
/// prompt needs them.
struct exchange_reading {
  std::string question;
  std::string answer;
  bool may_be_unopened = false;
  std::size_t tokens = 0;
  std::optional<std::pair<std::string, std::string>> spoken{};
  std::optional<condensed_question> condensed{};
};

/// What was read in a conversation's past for one question. The entries are immutable.
struct past_readings {
  std::vector<std::shared_ptr<const told_reading>> told;
  std::vector<std::shared_ptr<const screen_step>> steps;
  std::vector<std::shared_ptr<const exchange_reading>> exchanges;

  /// Size in memory, about; what several entries share counts for each.
  std::size_t bytes() const noexcept;
};

/// Entries that were made before, and those that the present question uses.
template <class Reading>
class reused {
 public:
  using list = std::vector<std::shared_ptr<const Reading>>;

  explicit reused(list known = {}) : known_{std::move(known)} {}

  /// The known entry that `is` accepts, else what `make` returns. The search begins behind the
  /// entry found last: the past comes in the same order each time.
  template <class Is, class Make>
  const Reading& get(Is is, Make make) {
    for (std::size_t n = 0; n < known_.size(); ++n) {
      const std::size_t at = (next_ + n) % known_.size();
      if (is(*known_[at])) {
        next_ = at + 1;
        used_.push_back(known_[at]);
        return *used_.back();
      }
    }
    used_.push_back(std::make_shared<const Reading>(make()));
    return *used_.back();
  }

  const list& used() const noexcept { return used_; }
  void replace(std::size_t index, Reading made) {
    used_[index] = std::make_shared<const Reading>(std::move(made));
  }

 private:
  list known_;
  list used_;
  std::size_t next_ = 0;
};

/// The readings for one question. Results with and without known readings are the same, because an
/// entry is used only for equal inputs, which are compared byte by byte.
struct reading_memo {
  explicit reading_memo(const past_readings& known = {})
      : told{known.told}, steps{known.steps}, exchanges{known.exchanges} {}

  reused<told_reading> told;
  reused<screen_step> steps;
  reused<exchange_reading> exchanges;

  /// For the next question of the conversation.
  past_readings used() const { return {told.used(), steps.used(), exchanges.used()}; }
};

}  // namespace aurawell
