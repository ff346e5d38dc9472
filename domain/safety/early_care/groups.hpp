#pragma once

#include <span>

#include "domain/safety/early_care/early_care.hpp"

namespace aurawell::safety {

// The parts of the table of early care. Together they contain every finding that is no emergency
// exactly once.
std::span<const early_care> urgent_inner_care() noexcept;
std::span<const early_care> urgent_outer_care() noexcept;
std::span<const early_care> urgent_mind_care() noexcept;
std::span<const early_care> doctor_body_care() noexcept;
std::span<const early_care> doctor_other_care() noexcept;

}  // namespace aurawell::safety
