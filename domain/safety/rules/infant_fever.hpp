#pragma once

#include <optional>
#include <string_view>

namespace aurawell::safety {

/// True if a phrase text tells of fever in a child under three months. `age_years` is that
/// of the person asked for; it makes an infant only if it is 0.
bool has_infant_fever(std::string_view text, std::optional<int> age_years);

}  // namespace aurawell::safety
