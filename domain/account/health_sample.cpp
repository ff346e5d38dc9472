#include <array>

#include "domain/account/account.hpp"

namespace aurawell {
namespace {

struct sample_facts {
  sample_kind kind;
  std::string_view name;
  std::string_view unit;
  health::bounds<double> range;
};

constexpr std::array<sample_facts, 7> all_samples{{
    {sample_kind::steps, "steps", "steps", health::limits::steps},
    {sample_kind::sleep_minutes, "sleep_minutes", "min", {0, 24 * 60}},
    {sample_kind::weight_kg, "weight", "kg", health::limits::member_weight_kg},
    {sample_kind::heart_rate, "heart_rate", "bpm", health::limits::heart_rate},
    {sample_kind::systolic_mmhg, "systolic", "mmHg", health::limits::systolic},
    {sample_kind::diastolic_mmhg, "diastolic", "mmHg", health::limits::diastolic},
    {sample_kind::mood, "mood", "1-5", {1, 5}},
}};

const sample_facts& facts_of(sample_kind kind) noexcept {
  return all_samples.at(static_cast<std::size_t>(kind));
}

}  // namespace

std::string_view to_string(sample_kind kind) noexcept {
  return facts_of(kind).name;
}

std::optional<sample_kind> sample_kind_from_string(std::string_view text) noexcept {
  for (const auto& sample : all_samples) {
    if (sample.name == text) {
      return sample.kind;
    }
  }
  return std::nullopt;
}

std::string_view unit_of(sample_kind kind) noexcept {
  return facts_of(kind).unit;
}

health::bounds<double> range_of(sample_kind kind) noexcept {
  return facts_of(kind).range;
}

}  // namespace aurawell
