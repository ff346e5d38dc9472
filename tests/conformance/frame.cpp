#include "tests/conformance/frame.hpp"

#include <algorithm>
#include <charconv>

namespace aurawell::conformance {
namespace {

constexpr std::size_t longest_7 = 125;
constexpr std::size_t longest_16 = 0xffff;

void append_number(std::string& bytes, std::uint64_t value, unsigned size) {
  while (size-- > 0) {
    bytes += static_cast<char>(value >> (8 * size) & 0xffU);
  }
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, unsigned size) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < size; ++i) {
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

length_form form_of(const frame& one, std::uint64_t length) {
  if (one.form != length_form::shortest || length <= longest_7) {
    return one.form;
  }
  return length <= longest_16 ? length_form::bits_16 : length_form::bits_64;
}

void append_length(std::string& bytes, const frame& one) {
  const auto length = one.announced.value_or(one.payload.size());
  const unsigned mask_bit = one.is_masked ? 0x80U : 0U;
  switch (form_of(one, length)) {
    case length_form::shortest: append_number(bytes, mask_bit | length, 1); break;
    case length_form::bits_16:
      append_number(bytes, mask_bit | 126U, 1);
      append_number(bytes, length, 2);
      break;
    case length_form::bits_64:
      append_number(bytes, mask_bit | 127U, 1);
      append_number(bytes, length, 8);
      break;
  }
}

}  // namespace

std::string bytes_of(const frame& one) {
  std::string bytes;
  append_number(bytes, (one.fin ? 0x80U : 0U) | one.rsv << 4U | one.opcode, 1);
  append_length(bytes, one);
  if (!one.is_masked) {
    return bytes + one.payload;
  }
  append_number(bytes, one.mask, 4);
  for (std::size_t i = 0; i < one.payload.size(); ++i) {
    bytes += static_cast<char>(static_cast<unsigned char>(one.payload[i]) ^
                               (one.mask >> (8 * (3 - i % 4)) & 0xffU));
  }
  return bytes;
}

std::string text_frame(std::string_view payload) {
  return bytes_of({.payload = std::string{payload}});
}

std::string first_fragment(std::string_view payload) {
  return bytes_of({.payload = std::string{payload}, .fin = false});
}

std::string fragment(std::string_view payload, bool fin) {
  return bytes_of({.opcode = opcode::more, .payload = std::string{payload}, .fin = fin});
}

std::string control_frame(unsigned opcode, std::string_view payload) {
  return bytes_of({.opcode = opcode, .payload = std::string{payload}});
}

std::string close_frame(unsigned code, std::string_view reason) {
  std::string payload;
  append_number(payload, code, 2);
  return control_frame(opcode::close, payload + std::string{reason});
}

std::string in_fragments(std::string_view text, std::size_t bytes) {
  auto all = first_fragment(text.substr(0, bytes));
  for (std::size_t at = bytes; at < text.size(); at += bytes) {
    all += fragment(text.substr(at, bytes), at + bytes >= text.size());
  }
  return all;
}

std::string ping_message(std::string_view json) {
  return R"({"type":"ping","data":)" + std::string{json} + "}";
}

std::optional<frame> take_frame(std::string& bytes) {
  if (bytes.size() < 2) {
    return std::nullopt;
  }
  const auto first = number_at(bytes, 0, 1);
  const auto second = number_at(bytes, 1, 1);
  const auto short_length = second & 0x7fU;
  const unsigned long_size = short_length == 127 ? 8 : short_length == 126 ? 2 : 0;
  if (bytes.size() < 2 + long_size) {
    return std::nullopt;
  }
  const auto length = long_size == 0 ? short_length : number_at(bytes, 2, long_size);
  if (bytes.size() - 2 - long_size < length) {
    return std::nullopt;
  }
  frame one;
  one.opcode = first & 0x0fU;
  one.fin = (first & 0x80U) != 0;
  one.is_masked = (second & 0x80U) != 0;
  one.payload = bytes.substr(2 + long_size, length);
  bytes.erase(0, 2 + long_size + length);
  const auto needed = length > longest_16 ? 8U : length > longest_7 ? 2U : 0U;
  if (one.is_masked || (first & 0x70U) != 0 || long_size != needed) {
    one.form = length_form::bits_64;
  }
  return one;
}

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(digits.data() + i, digits.data() + i + 2, value, 16);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 0x0fU];
  }
  return text;
}

}  // namespace aurawell::conformance
