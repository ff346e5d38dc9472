#include "net/llm/answer/thought_habit.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "net/address/lower_ascii.hpp"

namespace aurawell::net {
namespace {

/// Parts of the names of models whose published chat templates write the opening tag.
constexpr std::array<std::string_view, 3> thinkers{"r1", "qwq", "thinking"};

bool is_name_part(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_known_thinker(std::string_view model) {
  const auto name = lower_ascii(model);
  auto at = name.begin();
  while (at != name.end()) {
    const auto begin = std::find_if(at, name.end(), is_name_part);
    at = std::find_if_not(begin, name.end(), is_name_part);
    const std::string_view word{begin, at};
    if (std::find(thinkers.begin(), thinkers.end(), word) != thinkers.end()) {
      return true;
    }
  }
  return false;
}

}  // namespace

thought_habit::thought_habit(thought_style setting, std::string_view model,
                             std::shared_ptr<provider_lessons> lessons)
    : may_learn_{setting == thought_style::automatic},
      lessons_{std::move(lessons)},
      begins_inside_{setting == thought_style::always || (may_learn_ && is_known_thinker(model))} {
  if (may_learn_) {
    tell(begins_inside());
  }
}

void thought_habit::note(bool begins_inside) {
  if (may_learn_ &&
      begins_inside_.exchange(begins_inside, std::memory_order_relaxed) != begins_inside) {
    is_learned_.store(true, std::memory_order_relaxed);
    tell(begins_inside);
  }
}

void thought_habit::tell(bool begins_inside) const {
  if (lessons_) {
    lessons_->note_unopened_thoughts(begins_inside);
  }
}

}  // namespace aurawell::net
