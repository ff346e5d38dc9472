#include "domain/safety/words/vocabulary.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "domain/text/phrase_text.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

/// Bytes of the key that selects words to compare: one Chinese character, or one letter.
constexpr std::size_t key_bytes = 3;

std::string_view key_of(std::string_view text) {
  const bool ascii = static_cast<unsigned char>(text.front()) < 0x80;
  return text.substr(0, ascii ? 1 : key_bytes);
}

/// Orders as the keys do.
std::uint32_t key_number(std::string_view text) {
  std::uint32_t number = 0;
  const std::string_view key = key_of(text);
  for (std::size_t i = 0; i < key_bytes; ++i) {
    number = number << 8U | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
  }
  return number;
}

std::uint64_t first_bytes(std::string_view text) noexcept {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text.data(), std::min(text.size(), sizeof bytes));
  return bytes;
}

bool is_whole(std::string_view text, std::size_t size) {
  return size >= text.size() || !is_ascii_letter(text[size - 1]) || !is_ascii_letter(text[size]);
}

class vocabulary {
 public:
  vocabulary() {
    std::vector<std::pair<std::string, word>> all;
    for (const auto lists : {measure_words(), person_words(), circumstance_words()}) {
      for (const word_list& list : lists) {
        for_each_phrase(list.spellings, [&](std::string_view written) {
          std::string spelling = phrase_text(written);
          if (list.kind == word_kind::person && is_ascii_letter(spelling.back())) {
            // Apostrophes are removed, so "husband's" is "husbands".
            all.emplace_back(spelling + "s", word{list.kind, list.code, spelling.size() + 1});
          }
          const word meaning{list.kind, list.code, spelling.size()};
          all.emplace_back(std::move(spelling), meaning);
        });
      }
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      const auto left = key_of(a.first);
      const auto right = key_of(b.first);
      if (left != right) {
        return left < right;
      }
      return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a.first < b.first;
    });
    for (std::size_t i = 0; i < all.size();) {
      std::size_t end = i;
      while (end < all.size() && all[end].first == all[i].first) {
        meanings_.push_back(all[end++].second);
      }
      spellings_.emplace_back(std::move(all[i].first), i, end - i);
      i = end;
    }
  }

  std::span<const word> at(std::string_view text) const {
    const std::uint32_t key = key_number(text);
    const std::uint64_t begin = first_bytes(text);
    auto each =
        std::lower_bound(spellings_.begin(), spellings_.end(), key,
                         [](const entry& one, std::uint32_t wanted) { return one.key < wanted; });
    for (; each != spellings_.end() && each->key == key; ++each) {
      const bool same = (begin & each->mask) == each->begin && text.starts_with(each->text);
      if (same && is_whole(text, each->text.size())) {
        return {meanings_.data() + each->first, each->meanings};
      }
    }
    return {};
  }

 private:
  struct entry {
    entry(std::string written, std::size_t at, std::size_t count)
        : text{std::move(written)},
          key{key_number(text)},
          begin{first_bytes(text)},
          mask{first_bytes(std::string(text.size(), '\xFF'))},
          first{at},
          meanings{count} {}

    std::string text;
    std::uint32_t key;
    /// The first bytes, and which bytes those are: tells most words apart without a call.
    std::uint64_t begin;
    std::uint64_t mask;
    /// Of `meanings_`.
    std::size_t first;
    std::size_t meanings;
  };

  // By their keys, the longest first within one key.
  std::vector<entry> spellings_;
  std::vector<word> meanings_;
};

}  // namespace

std::span<const word> words_at(std::string_view text, std::size_t at) {
  static const vocabulary words;
  return words.at(text.substr(at));
}

}  // namespace aurawell::safety
