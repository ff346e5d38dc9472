#include "domain/safety/answer/cue_table.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "domain/safety/words/vocabulary.hpp"
#include "domain/text/phrase_text.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

/// The places for the children of one node.
constexpr std::uint32_t fan = 256;

cue cue_of(drug which) noexcept {
  switch (which) {
    case drug::unknown: return cue::medicine;
    case drug::iron:
    case drug::harmless:
    case drug::alcohol: return cue::food;
    default: return cue::drug;
  }
}

unsigned char byte_at(std::string_view text, std::size_t at) noexcept {
  return static_cast<unsigned char>(text[at]);
}

}  // namespace

const cue_table& cue_table::instance() {
  static const cue_table words;
  return words;
}

cue_table::cue_table() {
  std::vector<spelling> words;
  const auto add = [&](cue which, std::string_view spellings) {
    for_each_phrase(spellings, [&](std::string_view written) {
      words.push_back({phrase_text(written), which});
    });
  };
  for (const auto lists : {chinese_cues(), english_cues(), substance_cues()}) {
    for (const cue_words& list : lists) {
      add(list.which, list.spellings);
    }
  }
  for (const word_list& list : person_words()) {
    if (list.kind == word_kind::drug) {
      add(cue_of(static_cast<drug>(list.code)), list.spellings);
    }
  }
  // The meanings of one word stay in the order of the lists.
  std::stable_sort(words.begin(), words.end(),
                   [](const spelling& a, const spelling& b) { return a.text < b.text; });
  meanings_.reserve(words.size());
  // A node without children has `children` 0, so no node may lie among the first places but the
  // root.
  nodes_.resize(fan);
  first_free_ = fan;
  build(0, words, 0);
  assert(meanings_.size() <= std::numeric_limits<std::uint16_t>::max());
}

/// `words` are those that begin with the prefix of node `at`, which has `depth` bytes.
void cue_table::build(std::uint32_t at, std::span<const spelling> words, std::size_t depth) {
  nodes_[at].first = static_cast<std::uint16_t>(meanings_.size());
  while (!words.empty() && words.front().text.size() == depth) {
    meanings_.push_back(words.front().which);
    ++nodes_[at].count;
    words = words.subspan(1);
  }
  if (words.empty()) {
    return;
  }
  std::vector<unsigned char> bytes;
  for (const spelling& each : words) {
    if (bytes.empty() || bytes.back() != byte_at(each.text, depth)) {
      bytes.push_back(byte_at(each.text, depth));
    }
  }
  const std::uint32_t children = place_for(bytes);
  nodes_[at].children = children;
  for (const unsigned char byte : bytes) {
    nodes_[children + byte].parent = at;
  }
  for (const unsigned char byte : bytes) {
    const auto end = std::find_if(words.begin(), words.end(), [&](const spelling& each) {
      return byte_at(each.text, depth) != byte;
    });
    const auto count = static_cast<std::size_t>(end - words.begin());
    build(children + byte, words.first(count), depth + 1);
    words = words.subspan(count);
  }
}

/// Returns `children` for a node with these children; `bytes` are in order.
std::uint32_t cue_table::place_for(std::span<const unsigned char> bytes) {
  const auto is_free = [&](std::uint32_t at) {
    return at >= nodes_.size() || nodes_[at].parent == unused;
  };
  while (!is_free(first_free_)) {
    ++first_free_;
  }
  std::uint32_t children = first_free_ - bytes.front();
  while (!std::all_of(bytes.begin(), bytes.end(),
                      [&](unsigned char byte) { return is_free(children + byte); })) {
    ++children;
  }
  nodes_.resize(std::max<std::size_t>(nodes_.size(), children + fan));
  return children;
}

}  // namespace aurawell::safety
