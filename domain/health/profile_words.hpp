#pragma once

#include <array>
#include <string_view>

/// The published words of a profile's fields, in the order of their enum.
namespace aurawell::health::words {

inline constexpr std::array<std::string_view, 3> gender{"male", "female", "other"};
inline constexpr std::array<std::string_view, 5> activity{
    "sedentary", "lightly_active", "moderately_active", "very_active", "extremely_active"};
inline constexpr std::array<std::string_view, 7> goal{
    "weight_loss",   "weight_gain",      "muscle_gain",     "improve_fitness",
    "improve_sleep", "stress_reduction", "general_wellness"};
inline constexpr std::array<std::string_view, 2> units{"metric", "imperial"};
inline constexpr std::array<std::string_view, 4> style{"formal", "casual", "motivational",
                                                       "supportive"};
inline constexpr std::array<std::string_view, 4> mood{"good", "tired", "low", "tense"};

}  // namespace aurawell::health::words
