#include "domain/safety/reader/lexicon.hpp"

#include <algorithm>

#include "domain/safety/reader/built_in.hpp"

namespace aurawell::safety {

namespace {

/// Longer terms are too specific to occur in other texts.
constexpr std::size_t longest_useful_term = 12;

std::string_view next_part(std::string_view& rest, char mark) {
  const std::size_t end = rest.find(mark);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return part;
}

std::uint64_t extended(std::uint64_t term, const text_token& by) {
  return hash_pair(term, by.exact);
}

}  // namespace

lexicon::lexicon(std::string_view table) {
  // With their beginnings, the terms are about twice as many.
  terms_.reserve(2 * static_cast<std::size_t>(std::count(table.begin(), table.end(), '\n')) + 1);
  while (!table.empty()) {
    std::string_view line = next_part(table, '\n');
    const std::string_view name = next_part(line, '\t');
    next_part(line, '\t');
    if (!name.empty() && !line.empty()) {
      add(name, line);
    }
  }
}

std::uint16_t lexicon::number_of(std::string_view name) {
  const concept_name hashed{hash_text(name), hash_text(name.substr(0, name.find('.')))};
  const auto [at, is_new] =
      numbers_.try_emplace(hashed.whole, static_cast<std::uint16_t>(names_.size()));
  if (is_new) {
    names_.push_back(hashed);
  }
  return at->second;
}

void lexicon::add(std::string_view concept_text, std::string_view term) {
  const token_list list = text_tokens_of(term);
  const std::size_t count = list.tokens.size() - 2;
  if (count == 0 || count > longest_useful_term) {
    return;
  }
  std::uint64_t hash = hash_start;
  for (std::size_t i = 1; i <= count; ++i) {
    hash = extended(hash, list.tokens[i]);
    terms_.try_emplace(hash);
  }
  auto& concepts = terms_[hash];
  const std::uint16_t number = number_of(concept_text);
  if (std::find(concepts.begin(), concepts.end(), number) == concepts.end()) {
    concepts.push_back(number);
  }
  longest_term_ = std::max(longest_term_, count);
}

lexicon::match lexicon::longest_at(std::span<const text_token> tokens, std::size_t at) const {
  match best;
  std::uint64_t hash = hash_start;
  const std::size_t end = std::min(tokens.size(), at + longest_term_);
  for (std::size_t i = at; i < end; ++i) {
    hash = extended(hash, tokens[i]);
    const auto term = terms_.find(hash);
    if (term == terms_.end()) {
      break;
    }
    if (!term->second.empty()) {
      best = {i + 1 - at, term->second};
    }
  }
  return best;
}

const lexicon& built_in_lexicon() {
  static const lexicon words{built_in_lexicon_table()};
  return words;
}

}  // namespace aurawell::safety
