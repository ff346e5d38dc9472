#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/safety/answer/byte_class.hpp"
#include "domain/safety/answer/cue.hpp"

namespace aurawell::safety {

/// All words of the cues, as a tree of their bytes: the search reads each byte of a word once,
/// however many words begin alike.
class cue_table {
 public:
  /// Built by the first call. Any thread.
  static const cue_table& instance();

  struct match {
    std::size_t size = 0;  ///< bytes; 0 if no word begins there
    std::span<const cue> meanings;
  };

  /// Returns the longest word that `text` begins with. It must not end inside a word or a number of
  /// the text.
  match at(std::string_view text) const noexcept {
    const node* const nodes = nodes_.data();
    std::uint32_t state = 0;
    std::uint32_t best = 0;
    std::size_t size = 0;
    for (std::size_t i = 0; i < text.size();) {
      const std::uint32_t next = nodes[state].children + static_cast<unsigned char>(text[i]);
      if (nodes[next].parent != state) {
        break;
      }
      state = next;
      ++i;
      if (nodes[state].count > 0 && is_end(text, i)) {
        best = state;
        size = i;
      }
    }
    return {size, {meanings_.data() + nodes[best].first, nodes[best].count}};
  }

 private:
  /// Whether no word and no number of the text goes on at `at`.
  static bool is_end(std::string_view text, std::size_t at) noexcept {
    return at == text.size() || (class_of(text[at - 1]) & class_of(text[at]) & word_byte) == 0;
  }

  /// A prefix of words. Its child for a byte is at `children` plus that byte, if that node's
  /// `parent` is this one: children of several nodes share one array ("double array").
  struct node {
    std::uint32_t children = 0;
    std::uint32_t parent = unused;
    std::uint16_t first = 0;  ///< of its meanings
    std::uint16_t count = 0;  ///< 0 if the prefix is no word
  };
  static constexpr std::uint32_t unused = 0xFFFFFFFF;

  struct spelling {
    std::string text;
    cue which;
  };

  cue_table();
  void build(std::uint32_t at, std::span<const spelling> words, std::size_t depth);
  std::uint32_t place_for(std::span<const unsigned char> bytes);

  std::vector<node> nodes_;
  std::vector<cue> meanings_;
  /// All places before it are taken.
  std::uint32_t first_free_ = 0;
};

}  // namespace aurawell::safety
