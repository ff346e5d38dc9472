#include "domain/safety/words/vocabulary.hpp"

#include <algorithm>
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
    for (auto& [spelling, meaning] : all) {
      spellings_.push_back(std::move(spelling));
      meanings_.push_back(meaning);
    }
  }

  std::span<const word> at(std::string_view text) const {
    const std::string_view key = key_of(text);
    const auto first = std::lower_bound(
        spellings_.begin(), spellings_.end(), key,
        [](const std::string& each, std::string_view wanted) { return key_of(each) < wanted; });
    for (auto i = static_cast<std::size_t>(first - spellings_.begin());
         i < spellings_.size() && key_of(spellings_[i]) == key; ++i) {
      if (text.starts_with(spellings_[i]) && is_whole(text, spellings_[i].size())) {
        std::size_t end = i;
        while (end < spellings_.size() && spellings_[end] == spellings_[i]) {
          ++end;
        }
        return {meanings_.data() + i, end - i};
      }
    }
    return {};
  }

 private:
  // In the same order: by key, the longest first for one key.
  std::vector<std::string> spellings_;
  std::vector<word> meanings_;
};

}  // namespace

std::span<const word> words_at(std::string_view text, std::size_t at) {
  static const vocabulary words;
  return words.at(text.substr(at));
}

}  // namespace aurawell::safety
