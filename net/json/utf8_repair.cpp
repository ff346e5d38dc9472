#include "net/json/utf8_repair.hpp"

#include <cstdint>
#include <cstring>

#include "domain/text/utf8.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

constexpr std::size_t half_bytes = 3;

/// Returns the surrogate that the first three bytes of `text` encode, which UTF-8 forbids; 0 when
/// there is none.
char32_t half_at(std::string_view text) noexcept {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (text.size() < half_bytes || byte(0) != 0xED || (byte(1) & 0xE0U) != 0xA0U ||
      (byte(2) & 0xC0U) != 0x80U) {
    return 0;
  }
  return 0xD000U | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
}

/// Whether `text` is the beginning of such an encoded surrogate.
bool is_cut_half(std::string_view text, unsigned char least_second) noexcept {
  return text.size() < half_bytes && text.front() == '\xED' &&
         (text.size() == 1 || (static_cast<unsigned char>(text[1]) >= least_second &&
                               static_cast<unsigned char>(text[1]) <= 0xBF));
}

/// Whether more bytes could complete `tail` to one character.
bool is_cut_off(std::string_view tail) noexcept {
  if (tail.size() > 3) {
    return false;
  }
  // The lowest and the highest continuation byte: every cut character accepts one.
  for (const char filler : {'\x80', '\xBF'}) {
    std::string completed{tail};
    while (completed.size() < 4) {
      completed += filler;
      const auto step = utf8_at(completed, 0);
      if (step.valid && step.length == completed.size()) {
        return true;
      }
    }
  }
  return is_cut_half(tail, 0xA0);
}

/// Appends the repair of the invalid bytes at the beginning of `text`. Returns their number; 0 if
/// they may continue in the next part.
std::size_t mend(std::string_view text, std::string& out) {
  const auto half = half_at(text);
  if (half == 0) {
    if (is_cut_off(text)) {
      return 0;
    }
    out.append(replacement);
    return 1;
  }
  if (half < 0xDC00) {
    const auto next = text.substr(half_bytes);
    if (next.empty() || is_cut_half(next, 0xB0)) {
      return 0;
    }
    if (const auto low = half_at(next); low >= 0xDC00) {
      append_utf8(out, 0x10000U + ((half - 0xD800U) << 10U) + (low - 0xDC00U));
      return 2 * half_bytes;
    }
  }
  out.append(replacement);
  return half_bytes;
}

/// Position of the first byte from `at` on, in steps of eight, that is not ASCII or in the last
/// bytes of the text.
std::size_t skip_ascii(std::string_view text, std::size_t at) noexcept {
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof(eight));
    if ((eight & 0x8080'8080'8080'8080) != 0) {
      break;
    }
  }
  return at;
}

/// Appends the repaired text except a character that may continue in the next part. Returns the
/// position of that character.
std::size_t append_certain(std::string_view text, std::string& out) {
  std::size_t clean = 0;
  std::size_t at = 0;
  while ((at = skip_ascii(text, at)) < text.size()) {
    const auto step = utf8_at(text, at);
    if (step.valid) {
      at += step.length;
      continue;
    }
    out.append(text.substr(clean, at - clean));
    const auto mended = mend(text.substr(at), out);
    if (mended == 0) {
      return at;
    }
    at += mended;
    clean = at;
  }
  out.append(text.substr(clean));
  return text.size();
}

}  // namespace

void utf8_repair::append(std::string_view part, std::string& out) {
  if (waiting_.empty()) {
    waiting_.assign(part.substr(append_certain(part, out)));
    return;
  }
  waiting_.append(part);
  const auto rest = append_certain(waiting_, out);
  waiting_.erase(0, rest);
}

void utf8_repair::finish(std::string& out) {
  auto at = std::size_t{0};
  while (at < waiting_.size()) {
    out.append(replacement);
    at += half_at(std::string_view{waiting_}.substr(at)) != 0 ? half_bytes : 1;
  }
  waiting_.clear();
}

std::string repaired_utf8(std::string_view text) {
  std::string out;
  utf8_repair repair;
  repair.append(text, out);
  repair.finish(out);
  return out;
}

}  // namespace aurawell::net
