#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/safety/reader/text_tokens.hpp"

namespace aurawell::safety {

/// Which concepts ("sign.face_droop") a sequence of tokens says.
class lexicon {
 public:
  /// `table`: lines of concept, language and term, separated by tabs.
  explicit lexicon(std::string_view table);

  /// The longest term that begins at `at`: how many tokens it takes, 0 if there is none, and
  /// its concepts as numbers below `size()`.
  struct match {
    std::size_t tokens = 0;
    std::span<const std::uint16_t> concepts;
  };
  match longest_at(std::span<const text_token> tokens, std::size_t at) const;

  /// Hash of the concept's name, and of what stands before its dot.
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
  std::unordered_map<std::uint64_t, std::vector<std::uint16_t>> terms_;
  std::size_t longest_term_ = 0;
};

/// The one of `lexicon.tsv`, which is built into the program. Read once; any thread may call it.
const lexicon& built_in_lexicon();

}  // namespace aurawell::safety
