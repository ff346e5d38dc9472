#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "domain/safety/answer/cue.hpp"
#include "domain/safety/answer/sentences.hpp"

namespace aurawell::safety {

/// What a heading or the introduction of a list says about the lines below it.
struct section {
  bool is_denied = false;   ///< "Do not:", 误区
  bool is_limit = false;    ///< "Do not exceed:" permits the items below it
  bool names_drug = false;  ///< "Ibuprofen:"
};

/// A sentence of an answer with its cues. Positions are indexes of cues unless the comment says
/// bytes.
struct sentence_view {
  const sentence& said;
  const std::vector<cue_at>& cues;
  section under;
  /// The kinds of `cues`.
  cue_set kinds = 0;

  std::string_view text() const noexcept { return said.text; }

  /// Positions in bytes where the clause around `byte` begins and ends.
  std::size_t clause_begin(std::size_t byte) const;
  std::size_t clause_end(std::size_t byte) const;

  /// The text between two cues.
  std::string_view between(std::size_t left, std::size_t right) const;

  bool has(cue which) const noexcept { return (kinds & set_of(which)) != 0; }
  bool has_all(cue_set wanted) const noexcept { return (kinds & wanted) == wanted; }
  bool has_any_of(cue_set wanted) const noexcept { return (kinds & wanted) != 0; }
  /// Whether a cue of kind `which` begins between the bytes `from` and `to`.
  bool has(cue which, std::size_t from, std::size_t to) const;

  /// Returns the next cue of kind `which` that begins within `reach` bytes after the end of `at`;
  /// the number of cues if there is none.
  std::size_t next(cue which, std::size_t at, std::size_t reach) const;

  /// Whether the text from cue `at` on is no advice: a question, a quotation, words or beliefs of
  /// somebody else, or something that one may do.
  bool is_only_told(std::size_t at) const;

  /// Whether "do not …" denies the cue, also from the beginning of the sentence or of the list.
  bool is_denied(std::size_t at) const;

  /// Whether the cue is an instruction and not a description: "Stop …" at the beginning of a
  /// clause, or after "you can".
  bool is_told_to_do(std::size_t at) const;

  /// Whether the sentence refers to a doctor ("ask your doctor") and does not say that this is
  /// needless.
  bool is_left_to_doctor() const;
};

/// Whether `gap` has only words of `allowed` (separated by `|`) and blanks.
bool holds_only(std::string_view gap, std::string_view allowed);

}  // namespace aurawell::safety
