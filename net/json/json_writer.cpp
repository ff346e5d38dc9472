#include "net/json/json_writer.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace aurawell::net {
namespace {

/// Returns the letter of a character's short escape; 'u' for the long escape, NUL for no escape.
constexpr char escape_of(char c) noexcept {
  switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return c >= '\0' && c < ' ' ? 'u' : '\0';
  }
}

constexpr auto escapes = [] {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = escape_of(static_cast<char>(i));
  }
  return table;
}();

constexpr std::uint64_t in_each_byte(std::uint64_t byte) noexcept {
  return byte * 0x0101'0101'0101'0101;
}

/// Not zero when a byte of `bytes` is below `limit`, at most 128.
constexpr std::uint64_t any_below(std::uint64_t bytes, std::uint64_t limit) noexcept {
  return (bytes - in_each_byte(limit)) & ~bytes & in_each_byte(0x80);
}

/// Position of the first character from `at` on that may need an escape; the size when none does.
std::size_t next_escaped(std::string_view text, std::size_t at) noexcept {
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof(eight));
    if ((any_below(eight, ' ') | any_below(eight ^ in_each_byte('"'), 1) |
         any_below(eight ^ in_each_byte('\\'), 1)) != 0) {
      break;
    }
  }
  while (at < text.size() && escapes[static_cast<unsigned char>(text[at])] == '\0') {
    ++at;
  }
  return at;
}

void append_escape(std::string& out, char c, char escape) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += '\\';
  out += escape;
  if (escape == 'u') {
    const auto code = static_cast<unsigned char>(c);
    out += "00";
    out += digits[code >> 4U];
    out += digits[code & 0xFU];
  }
}

}  // namespace

void json_writer::begin_object() {
  separate();
  *out_ += '{';
  is_first_ = true;
}

void json_writer::begin_object(std::string_view name) {
  key(name);
  *out_ += '{';
  is_first_ = true;
}

void json_writer::end_object() {
  *out_ += '}';
  is_first_ = false;
}

void json_writer::begin_array(std::string_view name) {
  key(name);
  *out_ += '[';
  is_first_ = true;
}

void json_writer::end_array() {
  *out_ += ']';
  is_first_ = false;
}

void json_writer::text(std::string_view name, std::string_view value) {
  key(name);
  append_quoted(*out_, value);
}

void json_writer::number(std::string_view name, std::uint64_t value) {
  key(name);
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_->append(digits.data(), end);
}

void json_writer::decimal(std::string_view name, double value) {
  if (!std::isfinite(value)) {
    null(name);
    return;
  }
  key(name);
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_->append(digits.data(), end);
}

void json_writer::flag(std::string_view name, bool value) {
  raw(name, value ? "true" : "false");
}

void json_writer::null(std::string_view name) {
  raw(name, "null");
}

void json_writer::raw(std::string_view name, std::string_view json) {
  key(name);
  *out_ += json;
}

void json_writer::text(std::string_view value) {
  separate();
  append_quoted(*out_, value);
}

void json_writer::separate() {
  if (!is_first_) {
    *out_ += ',';
  }
  is_first_ = false;
}

void json_writer::key(std::string_view name) {
  separate();
  *out_ += '"';
  *out_ += name;
  *out_ += "\":";
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = next_escaped(text, begin);
    out.append(text, begin, end - begin);
    if (end == text.size()) {
      break;
    }
    append_escape(out, text[end], escapes[static_cast<unsigned char>(text[end])]);
    begin = end + 1;
  }
  out += '"';
}

}  // namespace aurawell::net
