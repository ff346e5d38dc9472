#include "domain/safety/answer/sentences.hpp"

#include <algorithm>

#include "domain/text/plain_text.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::safety {

namespace {

bool is_wide(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::string_view without_blanks(std::string_view line) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!line.empty() && is_blank(line.front())) {
    line.remove_prefix(1);
  }
  while (!line.empty() && is_blank(line.back())) {
    line.remove_suffix(1);
  }
  return line;
}

// Returns the length in bytes of the mark of a list item: "- ", "* ", "+ ", "• ", "1. ", "12) "; 0
// if there is none.
std::size_t item_mark(std::string_view line) {
  for (const std::string_view mark : {"- ", "* ", "+ ", "• ", "•", "·", "|"}) {
    if (line.starts_with(mark)) {
      return mark.size();
    }
  }
  std::size_t digits = 0;
  while (digits < line.size() && digits < 3 && is_ascii_digit(line[digits])) {
    ++digits;
  }
  if (digits == 0) {
    return 0;
  }
  const std::string_view rest = line.substr(digits);
  for (const std::string_view mark : {". ", ") ", "、", "）"}) {
    if (rest.starts_with(mark)) {
      return digits + mark.size();
    }
  }
  return 0;
}

bool ends_with_colon(std::string_view line) {
  while (line.ends_with('*') || line.ends_with(' ')) {
    line.remove_suffix(1);
  }
  return line.ends_with(':') || line.ends_with("：");
}

bool is_heading(std::string_view line) {
  const bool bold = line.size() > 4 && line.starts_with("**") && line.ends_with("**") &&
                    line.find("**", 2) == line.size() - 2;
  return line.starts_with('#') || bold;
}

class line_reader {
 public:
  explicit line_reader(const std::function<void(const sentence&)>& read) : read_{read} {
    text_.reserve(longest_sentence + 8);
  }

  void read(std::string_view line) {
    line = without_blanks(line);
    if (line.starts_with('>')) {
      return;
    }
    const std::size_t mark = item_mark(line);
    line.remove_prefix(mark);
    now_ = {};
    now_.begins_line = true;
    now_.line = ends_with_colon(line) ? line_kind::introduction
                : is_heading(line)    ? line_kind::heading
                : mark > 0            ? line_kind::item
                                      : line_kind::plain;
    for (std::size_t at = 0; at < line.size();) {
      const utf8_step step = utf8_at(line, at);
      take(step, line, at);
      at += step.length;
      if (text_.size() >= longest_sentence) {
        finish();
      }
    }
    finish();
  }

 private:
  void take(const utf8_step& step, std::string_view line, std::size_t at) {
    const char32_t c = step.code_point;
    if (c < 0x80) {
      take_ascii(line[at], line, at);
      return;
    }
    if (!step.valid || is_invisible(c)) {
      return;
    }
    if (c == U'。' || c == U'！' || c == U'…') {
      finish();
    } else if (c == U'？') {
      now_.is_question = true;
      finish();
    } else if (c == U'“' || c == U'”' || c == U'「' || c == U'」' || c == U'『' || c == U'』') {
      text_ += '"';
    } else if (c == U'，' || c == U'、' || c == U'；' || c == U'：' || c == U'（' || c == U'）' ||
               c == U'—') {
      text_ += ',';
    } else {
      take_other(folded_character(c));
    }
  }

  void take_other(char32_t c) {
    if (c == U'\'' || c == U';') {
      return;
    }
    if (c == U' ') {
      take_blank();
      return;
    }
    // Remove the blank beside a Chinese character.
    if (c >= 0x80 && text_.ends_with(' ')) {
      text_.pop_back();
    }
    append_utf8(text_, c);
  }

  void take_blank() {
    if (!text_.empty() && text_.back() != ' ' && !is_wide(text_.back())) {
      text_ += ' ';
    }
  }

  void take_ascii(char c, std::string_view line, std::size_t at) {
    const bool in_number = at > 0 && at + 1 < line.size() && is_ascii_digit(line[at - 1]) &&
                           is_ascii_digit(line[at + 1]);
    const bool before_blank = at + 1 >= line.size() || !is_ascii_letter(line[at + 1]);
    switch (c) {
      case '\'':
      case '*':
      case '`':
      case '#':
      case '~':
      case '\r': return;
      case ' ':
      case '\t':
      case '_': take_blank(); return;
      case '!': finish(); return;
      case '?':
        now_.is_question = true;
        finish();
        return;
      case '.':
        if (in_number) {
          text_ += c;
        } else if (before_blank) {
          finish();
        }
        return;
      case ',':
        // "1,000" is one number.
        text_ += in_number ? "" : ",";
        return;
      case ';':
      case ':':
      case '(':
      case ')':
      case '|': text_ += ','; return;
      default: text_ += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
  }

  void finish() {
    const bool anything = text_.find_first_not_of(" ,\"") != std::string::npos;
    if (anything) {
      now_.text = text_;
      read_(now_);
      now_.begins_line = false;
    }
    now_.is_question = false;
    text_.clear();
  }

  const std::function<void(const sentence&)>& read_;
  std::string text_;
  sentence now_;
};

}  // namespace

void for_each_sentence(std::string_view answer, const std::function<void(const sentence&)>& read) {
  answer = answer.substr(0, character_end(answer, longest_answer));
  line_reader lines{read};
  while (!answer.empty()) {
    const std::size_t end = std::min(answer.find('\n'), answer.size());
    lines.read(answer.substr(0, end));
    answer.remove_prefix(std::min(end + 1, answer.size()));
  }
}

}  // namespace aurawell::safety
