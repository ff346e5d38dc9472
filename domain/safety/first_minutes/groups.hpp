#pragma once

#include <span>

#include "domain/safety/first_minutes/first_minutes.hpp"

namespace aurawell::safety {

// The parts of the table of first minutes, by kind of emergency. Together they contain every
// emergency exactly once.
std::span<const first_minutes> airway_minutes() noexcept;
std::span<const first_minutes> heart_and_brain_minutes() noexcept;
std::span<const first_minutes> injury_minutes() noexcept;
std::span<const first_minutes> poison_minutes() noexcept;
std::span<const first_minutes> infection_minutes() noexcept;
std::span<const first_minutes> whole_body_minutes() noexcept;
std::span<const first_minutes> belly_minutes() noexcept;
std::span<const first_minutes> mind_minutes() noexcept;

}  // namespace aurawell::safety
