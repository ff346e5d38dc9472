#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// Who answers a number.
enum class help_kind : unsigned char { ambulance, crisis, police, poison, violence };

/// "ambulance", "crisis" and so on: as clients read it.
std::string_view to_string(help_kind kind) noexcept;

struct help_number {
  help_kind kind = help_kind::ambulance;
  region where = region::unknown;
  std::string_view number;
};

/// The region's ambulance, crisis line and, where they have a number of their own, police; those
/// of all regions where it is unknown.
std::span<const help_number> help_numbers(region where) noexcept;

/// `sentence` with the number of each "{CN_ambulance}" in its place: the code of a region and
/// the name of a kind. A name without a number is an error of the caller.
std::string with_numbers(std::string_view sentence);

}  // namespace aurawell::safety
