#include "domain/prompt/past_readings.hpp"

namespace aurawell {
namespace {

std::size_t bytes_of_list(const std::vector<std::string>& texts) noexcept {
  std::size_t sum = 0;
  for (const auto& text : texts) {
    sum += sizeof text + text.size();
  }
  return sum;
}

std::size_t bytes_of_reading(const told_reading& told) noexcept {
  return sizeof told + told.text.size() + bytes_of_list(told.values.medical_conditions) +
         bytes_of_list(told.values.physical_limitations) +
         bytes_of_list(told.values.dietary_restrictions);
}

std::size_t bytes_of_reading(const screen_step& step) noexcept {
  const bool changes = step.after != step.before;
  return sizeof step + step.words.size() +
         (changes ? sizeof(safety::screening) + step.after->words.size() : 0);
}

std::size_t bytes_of_reading(const exchange_reading& read) noexcept {
  std::size_t sum = sizeof read + read.question.size() + read.answer.size();
  if (read.spoken) {
    sum += read.spoken->first.size() + read.spoken->second.size();
  }
  if (read.condensed) {
    sum += read.condensed->head.size() + bytes_of_list(read.condensed->facts);
  }
  return sum;
}

template <class Reading>
std::size_t bytes_of_all(const std::vector<std::shared_ptr<const Reading>>& readings) noexcept {
  // What the heap adds to each.
  constexpr std::size_t around = 64;
  std::size_t sum = 0;
  for (const auto& each : readings) {
    sum += around + bytes_of_reading(*each);
  }
  return sum;
}

}  // namespace

std::size_t past_readings::bytes() const noexcept {
  // The screening that the first step begins with belongs to no step before it.
  return sizeof *this + sizeof(safety::screening) + bytes_of_all(told) + bytes_of_all(steps) +
         bytes_of_all(exchanges);
}

}  // namespace aurawell
