#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/context_fact.hpp"
#include "domain/language.hpp"

namespace aurawell::safety {

/// Where a person is, as far as it decides whom to call.
enum class region : unsigned char { unknown, china, united_states, european_union };

/// "CN", "US", "EU"; empty where it is unknown.
std::string_view to_string(region where) noexcept;

/// "CN", "US", "EU", in upper or lower case.
std::optional<region> region_from_string(std::string_view code) noexcept;

/// China for Chinese; for English nobody can tell, and all numbers are named.
region default_region(language lang) noexcept;

/// What the question's context says under "region", else what the operator `set`, else
/// the default for the language.
region region_for(const std::vector<context_fact>& context, region set, language lang) noexcept;

}  // namespace aurawell::safety
