#include "domain/ports/advice_store.hpp"

#include <variant>

#include "domain/ports/store_failures.hpp"

namespace aurawell {

bool is_away(const error& failure) noexcept {
  return failure.code == ec::database_unreachable;
}

bool is_own_failure(const error& failure) noexcept {
  return !is_away(failure) && failure.code != ec::database_failed;
}

saved_write advice_store::save(const spooled_write& write) {
  if (const auto* question = std::get_if<question_record>(&write)) {
    return save_question(*question);
  }
  const auto* progress = std::get_if<progress_record>(&write);
  const auto saved =
      progress != nullptr ? save_progress(*progress) : save_answer(std::get<answer_record>(write));
  return saved ? saved_write{std::nullopt} : saved.failure();
}

result<std::vector<saved_write>> advice_store::save_all(
    std::span<const spooled_write* const> writes) {
  std::vector<saved_write> all;
  for (const auto* write : writes) {
    all.push_back(save(*write));
    if (!all.back() && !is_own_failure(all.back().failure())) {
      return all.back().failure();
    }
  }
  return all;
}

}  // namespace aurawell
