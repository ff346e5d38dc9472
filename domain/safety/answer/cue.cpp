#include "domain/safety/answer/cue.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "domain/safety/words/spoken_number.hpp"
#include "domain/safety/words/vocabulary.hpp"
#include "domain/text/phrase_text.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

/// Bytes of the keys that find words: two letters, or one Chinese character.
constexpr std::size_t ascii_key = 2;
constexpr std::size_t wide_key = 3;

bool is_ascii(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x80;
}

bool is_letter_or_digit(char c) noexcept {
  return is_ascii_letter(c) || is_ascii_digit(c);
}

/// Returns the first bytes as a number; never 0 for a text that is not empty.
std::uint32_t key_of(std::string_view text) {
  const std::size_t size = is_ascii(text.front()) ? ascii_key : wide_key;
  std::uint32_t key = 0;
  for (std::size_t i = 0; i < std::min(size, text.size()); ++i) {
    key = key << 8U | static_cast<unsigned char>(text[i]);
  }
  return key;
}

cue cue_of(drug which) noexcept {
  switch (which) {
    case drug::unknown: return cue::medicine;
    case drug::iron:
    case drug::harmless:
    case drug::alcohol: return cue::food;
    default: return cue::drug;
  }
}

struct spelling {
  std::string text;
  cue which;
};

class cue_table {
 public:
  cue_table() {
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
    for (auto& [key, words] : words_) {
      std::stable_sort(words.begin(), words.end(), [](const spelling& a, const spelling& b) {
        return a.text.size() > b.text.size();
      });
    }
  }

  /// Calls `visit` with each meaning of the longest word that `text` begins with. Returns its
  /// length.
  template <class Visit>
  std::size_t at(std::string_view text, Visit visit) const {
    // The key of a word of one letter such as "g" is that letter.
    const std::size_t whole = longest_at(text, key_of(text), visit);
    return whole > 0 || !is_ascii(text.front())
               ? whole
               : longest_at(text, key_of(text.substr(0, 1)), visit);
  }

 private:
  void add(cue which, std::string_view spellings) {
    for_each_phrase(spellings, [&](std::string_view written) {
      std::string text = phrase_text(written);
      words_[key_of(text)].push_back({std::move(text), which});
    });
  }

  template <class Visit>
  std::size_t longest_at(std::string_view text, std::uint32_t key, Visit visit) const {
    const auto bucket = words_.find(key);
    if (bucket == words_.end()) {
      return 0;
    }
    std::size_t longest = 0;
    for (const spelling& each : bucket->second) {
      if (each.text.size() < longest) {
        break;
      }
      if (text.starts_with(each.text) && is_whole(text, each.text.size())) {
        longest = each.text.size();
        visit(each.which);
      }
    }
    return longest;
  }

  static bool is_whole(std::string_view text, std::size_t size) {
    const auto both = [&](bool (*is)(char)) { return is(text[size - 1]) && is(text[size]); };
    return size >= text.size() || !(both(is_ascii_letter) || both(is_ascii_digit));
  }

  std::unordered_map<std::uint32_t, std::vector<spelling>> words_;
};

bool is_unit(cue which) noexcept {
  return which == cue::mass || which == cue::gram || which == cue::volume || which == cue::tablet ||
         which == cue::piece || which == cue::spray || which == cue::meter;
}

class finder {
 public:
  finder(std::string_view text, std::vector<cue_at>& found) : text_{text}, found_{found} {}

  void find() {
    while (at_ < text_.size()) {
      if (!take_amount() && !take_word()) {
        skip();
      }
    }
  }

 private:
  static const cue_table& table() {
    static const cue_table words;
    return words;
  }

  /// Reads an amount: "400 mg", "two tablets", 半片. In "200-400 mg" the last number counts.
  bool take_amount() {
    if (!may_be_number(text_[at_])) {
      return false;
    }
    auto number = number_at(text_, at_);
    if (!number && text_.substr(at_).starts_with("half ")) {
      number = spoken_number{0.5, 0.5, at_ + 5, true};
    }
    if (!number || number->end <= at_) {
      return false;
    }
    std::size_t unit = number->end;
    while (unit < text_.size() && (text_[unit] == ' ' || text_[unit] == '-')) {
      ++unit;
    }
    std::size_t size = 0;
    if (unit < text_.size()) {
      size = table().at(text_.substr(unit), [&](cue which) {
        if (is_unit(which) || which == cue::drug) {
          found_.push_back({which == cue::drug ? cue::counted : which, at_, unit, true});
        }
      });
    }
    if (found_.empty() || found_.back().begin != at_) {
      if (!is_ascii_digit(text_[at_])) {
        return false;
      }
      if (!take_word()) {  // such as "911", 1日3次
        at_ = number->end;
      }
      return true;
    }
    for (auto last = found_.rbegin(); last != found_.rend() && last->begin == at_; ++last) {
      last->end = unit + size;
    }
    at_ = unit + size;
    return true;
  }

  static bool may_be_number(char c) noexcept {
    constexpr std::string_view first_letters = "otfsenh";
    return is_ascii_digit(c) || !is_ascii(c) || first_letters.find(c) != std::string_view::npos;
  }

  bool take_word() {
    const std::size_t size = table().at(text_.substr(at_), [&](cue which) {
      found_.push_back({which, at_, at_, false});
    });
    if (size == 0) {
      return false;
    }
    for (auto last = found_.rbegin();
         last != found_.rend() && last->begin == at_ && !last->is_amount; ++last) {
      last->end = at_ + size;
    }
    at_ += size;
    return true;
  }

  void skip() {
    if (!is_letter_or_digit(text_[at_])) {
      ++at_;
      while (at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U) {
        ++at_;
      }
      return;
    }
    while (at_ < text_.size() && is_letter_or_digit(text_[at_])) {
      ++at_;
    }
  }

  std::string_view text_;
  std::vector<cue_at>& found_;
  std::size_t at_ = 0;
};

}  // namespace

void find_cues(std::string_view sentence, std::vector<cue_at>& found) {
  found.clear();
  finder{sentence, found}.find();
}

}  // namespace aurawell::safety
