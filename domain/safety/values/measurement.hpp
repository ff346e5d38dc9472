#pragma once

#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/safety/words/token_view.hpp"
#include "domain/safety/words/vocabulary.hpp"

namespace aurawell::safety {

/// How a value is said. Only what is stated proves anything.
enum class circumstance : unsigned char {
  stated,
  denied,
  past,          ///< longer ago than yesterday
  imagined,      ///< "what if", 如果
  goal,          ///< a goal, a limit or what is normal
  sport,         ///< a pulse while exercising or asleep
  surroundings,  ///< the temperature of a room or an oven
  habit,         ///< always so
  not_taken,     ///< a drug that was only bought or spoken of
};

/// What "over" and "below" leave out.
inline constexpr double least_difference = 0.001;

/// One value in a message, in the unit of its quantity. It lies surely between `low` and
/// `high`: both are the value itself unless it is vague (八十几, "over 200").
struct measurement {
  quantity what = quantity::other;
  double low = 0;
  double high = 0;
  circumstance how = circumstance::stated;
  person whom = person::unknown;
  drug of = drug::unknown;  ///< of an amount
};

/// The bound of a value that was told: `low`, or `high` of "under 5 years".
inline double told_bound(const measurement& value) noexcept {
  return std::isfinite(value.low) ? value.low : value.high;
}

/// No more are read from one message.
inline constexpr std::size_t most_measurements = 200;

/// The values of a message in order; takes time in proportion to its length.
std::vector<measurement> measurements_of(const token_view& words);

}  // namespace aurawell::safety
