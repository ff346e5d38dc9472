#include "domain/safety/answer/cue.hpp"

#include "domain/safety/answer/byte_class.hpp"
#include "domain/safety/answer/cue_table.hpp"
#include "domain/safety/words/spoken_number.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

bool is_unit(cue which) noexcept {
  return which == cue::mass || which == cue::gram || which == cue::volume || which == cue::tablet ||
         which == cue::piece || which == cue::spray || which == cue::meter;
}

class finder {
 public:
  finder(std::string_view text, std::vector<cue_at>& found) : text_{text}, found_{found} {}

  void find() {
    while (at_ < text_.size()) {
      if (text_[at_] == ' ') {
        ++at_;
        continue;
      }
      const bool amount = (class_of(text_[at_]) & number_byte) != 0 && take_amount();
      if (!amount && !take_word()) {
        skip();
      }
    }
  }

 private:
  /// Reads an amount: "400 mg", "two tablets", 半片. In "200-400 mg" the last number counts.
  bool take_amount() {
    if (!may_be_number_at(text_, at_)) {
      return false;
    }
    auto number = number_at(text_, at_);
    if (!number && text_.substr(at_).starts_with("half ")) {
      number = spoken_number{0.5, 0.5, at_ + 5, true};
    }
    if (!number || number->end <= at_) {
      return false;
    }
    if (take_unit(number->end)) {
      return true;
    }
    if (!is_ascii_digit(text_[at_])) {
      return false;
    }
    if (!take_word()) {  // such as "911", 1日3次
      at_ = number->end;
    }
    return true;
  }

  /// Takes the unit, or the drug that is counted, behind a number that begins here.
  bool take_unit(std::size_t number_end) {
    std::size_t unit = number_end;
    while (unit < text_.size() && (text_[unit] == ' ' || text_[unit] == '-')) {
      ++unit;
    }
    if (unit >= text_.size()) {
      return false;
    }
    const auto [size, meanings] = words_.at(text_.substr(unit));
    bool taken = false;
    for (const cue which : meanings) {
      if (is_unit(which) || which == cue::drug) {
        found_.push_back({which == cue::drug ? cue::counted : which, at_, unit + size, true});
        taken = true;
      }
    }
    at_ = taken ? unit + size : at_;
    return taken;
  }

  bool take_word() {
    const auto [size, meanings] = words_.at(text_.substr(at_));
    for (const cue which : meanings) {
      found_.push_back({which, at_, at_ + size, false});
    }
    at_ += size;
    return size > 0;
  }

  void skip() {
    const bool word = (class_of(text_[at_]) & word_byte) != 0;
    ++at_;
    if (word) {
      while (at_ < text_.size() && (class_of(text_[at_]) & word_byte) != 0) {
        ++at_;
      }
      return;
    }
    while (at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U) {
      ++at_;
    }
  }

  std::string_view text_;
  std::vector<cue_at>& found_;
  const cue_table& words_ = cue_table::instance();
  std::size_t at_ = 0;
};

}  // namespace

void find_cues(std::string_view sentence, std::vector<cue_at>& found) {
  found.clear();
  finder{sentence, found}.find();
}

}  // namespace aurawell::safety
