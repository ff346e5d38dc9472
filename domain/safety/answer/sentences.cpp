#include "domain/safety/answer/sentences.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "domain/safety/answer/markdown_line.hpp"
#include "domain/safety/answer/sentence_bytes.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::safety {

namespace {

bool is_wide(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0x80U) != 0;
}

class line_reader {
 public:
  explicit line_reader(const std::function<void(const sentence&)>& read) : read_{read} {}

  void read(std::string_view written) {
    const markdown_line whole = markdown_line_of(written);
    const std::string_view line = whole.text;
    now_ = {};
    now_.begins_line = true;
    now_.line = whole.kind;
    for (std::size_t at = 0; at < line.size();) {
      at += take(line, at);
      if (size_ >= longest_sentence) {
        finish();
      }
    }
    finish();
  }

 private:
  /// Reads one character, or several plain ones. Returns how many bytes.
  std::size_t take(std::string_view line, std::size_t at) {
    const std::string_view rest = line.substr(at);
    if (const std::size_t taken = is_wide(line[at]) ? take_han(rest) : take_plain(rest);
        taken > 0) {
      return taken;
    }
    if (!is_wide(line[at])) {
      take_ascii(line[at], line, at);
      return 1;
    }
    const utf8_step step = utf8_at(line, at);
    if (step.valid) {
      take_wide(step.code_point, line.substr(at, step.length));
    }
    return step.length;
  }

  std::size_t take_plain(std::string_view rest) {
    char* const begin = text_.data();
    char* const end = begin + longest_sentence;
    char* out = begin + size_;
    std::size_t at = 0;
    for (; at < rest.size() && out < end; ++at) {
      const char plain = plain_bytes[static_cast<unsigned char>(rest[at])];
      if (plain != 0) {
        *out++ = plain;
      } else if (rest[at] != ' ') {
        break;
      } else if (out != begin && out[-1] != ' ' && !is_wide(out[-1])) {
        *out++ = ' ';
      }
    }
    size_ = static_cast<std::size_t>(out - begin);
    return at;
  }

  /// Reads the Chinese characters that stay as they are; most do.
  std::size_t take_han(std::string_view rest) {
    std::size_t at = 0;
    for (; at < rest.size() && size_ < longest_sentence; at += han_bytes) {
      const char32_t c = han_at(rest, at);
      if (c == 0 || folded_character(c) != c) {
        break;
      }
      if (at == 0) {
        remove_blank();
      }
      char* const out = text_.data() + size_;
      out[0] = rest[at];
      out[1] = rest[at + 1];
      out[2] = rest[at + 2];
      size_ += han_bytes;
    }
    return at;
  }

  void take_wide(char32_t c, std::string_view bytes) {
    switch (c) {
      case U'。':
      case U'！':
      case U'…': finish(); return;
      case U'？':
        now_.is_question = true;
        finish();
        return;
      case U'“':
      case U'”':
      case U'「':
      case U'」':
      case U'『':
      case U'』': append('"'); return;
      case U'，':
      case U'、':
      case U'；':
      case U'：':
      case U'（':
      case U'）':
      case U'—': append(','); return;
      default: break;
    }
    const char32_t other = folded_character(c);
    if (is_invisible(c)) {
      return;
    }
    if (other == c) {
      append_wide(bytes);
    } else {
      take_other(other);
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
    std::string bytes;
    append_utf8(bytes, c);
    if (c >= 0x80) {
      append_wide(bytes);
    } else {
      append(bytes.front());
    }
  }

  void take_blank() {
    if (size_ > 0 && text_[size_ - 1] != ' ' && !is_wide(text_[size_ - 1])) {
      append(' ');
    }
  }

  void append(char c) { text_[size_++] = c; }

  /// There is no blank beside a Chinese character.
  void remove_blank() {
    if (size_ > 0 && text_[size_ - 1] == ' ') {
      --size_;
    }
  }

  void append_wide(std::string_view bytes) {
    remove_blank();
    std::copy(bytes.begin(), bytes.end(), text_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += bytes.size();
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
          append(c);
        } else if (before_blank) {
          finish();
        }
        return;
      case ',':
        // "1,000" is one number.
        if (!in_number) {
          append(c);
        }
        return;
      case ';':
      case ':':
      case '(':
      case ')':
      case '|': append(','); return;
      default: append(c);  // a zero byte
    }
  }

  void finish() {
    const std::string_view text{text_.data(), size_};
    if (text.find_first_not_of(" ,\"") != std::string_view::npos) {
      now_.text = text;
      read_(now_);
      now_.begins_line = false;
    }
    now_.is_question = false;
    size_ = 0;
  }

  const std::function<void(const sentence&)>& read_;
  /// The sentence so far: its first `size_` bytes.
  std::array<char, longest_sentence + 4> text_;
  std::size_t size_ = 0;
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
