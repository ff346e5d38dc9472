#pragma once

#include "domain/safety/answer/sentence_view.hpp"

namespace aurawell::safety {

// Each function returns whether a sentence of an answer gives such advice. Doubtful advice does not
// count.

/// An amount of a medicine as advice; not an amount that the person has told.
bool names_dose(const sentence_view& words);

/// To stop, skip, halve or double a medicine without asking the doctor who prescribed it.
bool stops_medicine(const sentence_view& words);

/// That no help is needed, that nothing is wrong, or that it can wait.
bool says_no_help(const sentence_view& words);

/// Harmful first aid.
bool harms(const sentence_view& words);

/// The lethal amount of a substance.
bool names_lethal_amount(const sentence_view& words);

}  // namespace aurawell::safety
