#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// The service that answers a number.
enum class help_kind : unsigned char { ambulance, crisis, police, poison, violence };

/// The name in the protocol: "ambulance", "crisis" and so on.
std::string_view to_string(help_kind kind) noexcept;

struct help_number {
  help_kind kind = help_kind::ambulance;
  region used_in = region::unknown;
  std::string_view number;
};

/// Returns the numbers of the region: ambulance, crisis line and, if it is a different number,
/// police. If the region is unknown, those of all regions.
std::span<const help_number> help_numbers(region user_region) noexcept;

/// Replaces each name such as "{CN_ambulance}" in `sentence` by its number. A name consists of the
/// code of a region and the name of a kind. Every name must have a number.
std::string with_numbers(std::string_view sentence);

}  // namespace aurawell::safety
