#pragma once

#include <span>
#include <string>
#include <string_view>

#include "domain/result.hpp"
#include "tests/mock_llm/quirk.hpp"

namespace aurawell::mock {

/// Prefix of a model's name that selects a quirk.
inline constexpr std::string_view quirk_mark = "quirk:";

/// Quirks are found by name: the faults first, then the corpus. All functions may be
/// called on any thread; what they point to lives as long as the process.
std::span<const quirk> fault_catalog();
std::span<const quirk> corpus_catalog();

/// The failure names the quirk with the most similar name.
result<const quirk*> find_quirk(std::string_view name);

/// NAME of a model "quirk:NAME" or "quirk:NAME,KEY=VALUE,..."; else empty.
std::string_view quirk_name_in(std::string_view model) noexcept;

/// Names and help texts for people, a line for each.
std::string quirk_table();

}  // namespace aurawell::mock
