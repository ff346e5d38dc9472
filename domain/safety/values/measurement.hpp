#pragma once

#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/safety/words/token_view.hpp"
#include "domain/safety/words/vocabulary.hpp"

namespace aurawell::safety {

/// How a value is meant. Only a stated value proves anything.
enum class circumstance : unsigned char {
  stated,
  denied,
  past,          ///< longer ago than yesterday
  imagined,      ///< "what if", 如果
  goal,          ///< a goal, a limit or a normal value
  sport,         ///< a pulse while exercising or asleep
  surroundings,  ///< the temperature of a room or an oven
  habit,         ///< a permanent value
  not_taken,     ///< a drug that was only bought or mentioned
};

/// Distance from the bound that "over" and "below" exclude.
inline constexpr double least_difference = 0.001;

/// One value in a message, in the unit of its quantity. It is certainly between `low` and `high`;
/// both are equal unless the value is vague (八十几, "over 200").
struct measurement {
  quantity measured = quantity::other;
  double low = 0;
  double high = 0;
  circumstance context = circumstance::stated;
  person subject = person::unknown;
  drug of = drug::unknown;  ///< the drug of an amount
};

/// Returns the bound in the text: `low`, or `high` for "under 5 years".
inline double told_bound(const measurement& value) noexcept {
  return std::isfinite(value.low) ? value.low : value.high;
}

/// Most values that are read from one message.
inline constexpr std::size_t most_measurements = 200;

/// Returns the values of a message in order. Takes linear time.
std::vector<measurement> measurements_of(const token_view& words);

}  // namespace aurawell::safety
