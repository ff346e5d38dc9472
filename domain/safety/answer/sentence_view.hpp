#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/safety/answer/cue.hpp"
#include "domain/safety/answer/sentences.hpp"

namespace aurawell::safety {

/// What a heading or the introduction of a list says of the lines below it.
struct section {
  bool is_denied = false;   ///< "Do not:", 误区
  bool is_limit = false;    ///< "Do not exceed:", which allows what is below it
  bool names_drug = false;  ///< "Ibuprofen:"
};

/// A sentence of an answer with its words. Positions are those of cues, unless they say bytes.
struct sentence_view {
  const sentence& said;
  const std::vector<cue_at>& cues;
  section under;

  std::string_view text() const noexcept { return said.text; }

  /// Bytes where the clause around `byte` begins and ends.
  std::size_t clause_begin(std::size_t byte) const;
  std::size_t clause_end(std::size_t byte) const;

  /// What is written between two cues.
  std::string_view between(std::size_t left, std::size_t right) const;

  bool has(cue which) const;
  /// Whether `which` begins between the bytes `from` and `to`.
  bool has(cue which, std::size_t from, std::size_t to) const;

  /// The next cue of `which` behind `at` that begins within `reach` bytes of its end; the number
  /// of cues if there is none.
  std::size_t next(cue which, std::size_t at, std::size_t reach) const;

  /// Told as a question, in quotation marks, of somebody else's words or beliefs, or as something
  /// that one may do: no advice. `at` is the first cue of what is told.
  bool is_only_told(std::size_t at) const;

  /// "Do not …", also from the beginning of the sentence or of the list.
  bool is_denied(std::size_t at) const;

  /// "Stop …" at the beginning of a clause, or behind "you can": advice, no description.
  bool is_told_to_do(std::size_t at) const;

  /// "Ask your doctor" and the like, unless just that is said to be needless.
  bool is_left_to_doctor() const;
};

/// True if `gap` consists of the words of `allowed` (separated by `|`) and blanks.
bool holds_only(std::string_view gap, std::string_view allowed);

}  // namespace aurawell::safety
