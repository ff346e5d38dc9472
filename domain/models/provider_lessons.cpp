#include "domain/models/provider_lessons.hpp"

#include <algorithm>
#include <iterator>

namespace aurawell {

provider_lesson provider_lessons::of(const std::string& model) {
  const std::lock_guard lock{mutex_};
  const auto found = std::ranges::find(known_, model, &provider_lesson::model);
  if (found == known_.end()) {
    return {model, {}, {}};
  }
  known_.splice(known_.begin(), known_, found);
  return known_.front();
}

void provider_lessons::refuse(const std::string& model, const std::set<std::string>& names) {
  const std::lock_guard lock{mutex_};
  auto& lesson = find(model);
  for (const auto& name : names) {
    if (lesson.refused.size() < max_names) {
      lesson.refused.insert(name);
    }
  }
}

void provider_lessons::learn_history_limit(const std::string& model, std::size_t bytes) {
  const std::lock_guard lock{mutex_};
  auto& known = find(model).history_bytes;
  known = std::min(known.value_or(bytes), bytes);
}

void provider_lessons::grow_history(const std::string& model) {
  const std::lock_guard lock{mutex_};
  if (auto& bytes = find(model).history_bytes) {
    *bytes += std::max(*bytes / 16, least_growth);
  }
}

void provider_lessons::note_unopened_thoughts(bool begins_inside) {
  const std::lock_guard lock{mutex_};
  unopened_thoughts_ = begins_inside;
}

std::optional<bool> provider_lessons::unopened_thoughts() const {
  const std::lock_guard lock{mutex_};
  return unopened_thoughts_;
}

std::vector<provider_lesson> provider_lessons::all() const {
  std::vector<provider_lesson> lessons;
  {
    const std::lock_guard lock{mutex_};
    std::ranges::copy_if(known_, std::back_inserter(lessons), [](const provider_lesson& lesson) {
      return !lesson.refused.empty() || lesson.history_bytes;
    });
  }
  std::ranges::sort(lessons, {}, &provider_lesson::model);
  return lessons;
}

provider_lesson& provider_lessons::find(const std::string& model) {
  const auto found = std::ranges::find(known_, model, &provider_lesson::model);
  if (found != known_.end()) {
    known_.splice(known_.begin(), known_, found);
    return known_.front();
  }
  if (known_.size() == max_models) {
    known_.pop_back();
  }
  known_.push_front({model, {}, {}});
  return known_.front();
}

}  // namespace aurawell
