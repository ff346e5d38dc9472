#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/context_fact.hpp"
#include "domain/language.hpp"

namespace aurawell::safety {

/// The region of a person; it decides whom to call.
enum class region : unsigned char { unknown, china, united_states, european_union };

/// Returns "CN", "US", "EU"; empty for `unknown`.
std::string_view to_string(region value) noexcept;

/// Accepts "CN", "US", "EU" in upper or lower case.
std::optional<region> region_from_string(std::string_view code) noexcept;

/// Returns China for Chinese and `unknown` for English, so that all numbers are named.
region default_region(language lang) noexcept;

/// Returns the "region" of the question's context, else the operator's setting `set`, else the
/// default of the language.
region region_for(const std::vector<context_fact>& context, region set, language lang) noexcept;

}  // namespace aurawell::safety
