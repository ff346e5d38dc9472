#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/safety/reader/text_tokens.hpp"

namespace aurawell::safety {

/// Finds concepts ("sign.face_droop") in a sequence of tokens.
class lexicon {
 public:
  /// @param table Lines of concept, language and term, separated by tabs.
  explicit lexicon(std::string_view table);

  /// The longest term that begins at `at`: its number of tokens, 0 if there is no term, and its
  /// concepts as numbers below `size()`.
  struct match {
    std::size_t tokens = 0;
    std::span<const std::uint16_t> concepts;
  };
  match longest_at(std::span<const text_token> tokens, std::size_t at) const;

  /// Hash of the concept's name, and of the part before its dot.
  struct concept_name {
    std::uint64_t whole = 0;
    std::uint64_t family = 0;
  };
  const concept_name& name(std::uint16_t which) const noexcept { return names_[which]; }

  std::size_t size() const noexcept { return names_.size(); }

 private:
  std::uint16_t number_of(std::string_view name);
  void add(std::string_view concept_text, std::string_view term);

  std::vector<concept_name> names_;
  std::unordered_map<std::uint64_t, std::uint16_t> numbers_;
  /// Also the beginnings of terms, which have no concepts: a text is followed no further than to
  /// where none begins so.
  std::unordered_map<std::uint64_t, std::vector<std::uint16_t>> terms_;
  std::size_t longest_term_ = 0;
};

/// Returns the lexicon of `lexicon.tsv`, which is built into the program. Parsed once. Any thread.
const lexicon& built_in_lexicon();

}  // namespace aurawell::safety
