#pragma once

#include "domain/safety/answer/sentence_view.hpp"

namespace aurawell::safety {

// Each tells whether a sentence of an answer gives that advice. Doubtful ones count as none.

/// An amount of a medicine as advice, not as what the person has told.
bool names_dose(const sentence_view& words);

/// To stop, skip, halve or double a medicine without asking who prescribed it.
bool stops_medicine(const sentence_view& words);

/// That no help is needed, that nothing is wrong, or that it can wait.
bool says_no_help(const sentence_view& words);

/// First aid that harms.
bool harms(const sentence_view& words);

/// How much of something kills.
bool names_lethal_amount(const sentence_view& words);

}  // namespace aurawell::safety
