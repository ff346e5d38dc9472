#include "tests/mock_llm/answer_text.hpp"

#include <array>
#include <charconv>

#include "tests/mock_llm/mixed_bits.hpp"

namespace aurawell::mock {
namespace {

using namespace std::string_view_literals;

// No word begins like a stamp ("t") or an end ("["), contains a digit, or is the beginning of
// another.
constexpr std::array zh_words{"健康"sv, "睡眠"sv, "运动"sv, "饮食"sv, "心理"sv, "体重"sv};
constexpr std::array emoji{"🙂"sv, "🏃"sv, "🥗"sv, "👩‍⚕️"sv};

std::string_view word(std::uint64_t bits, answer_style style) noexcept {
  const auto pick = (bits >> 8U) % 16;
  if (style == answer_style::zh || (style == answer_style::mixed && pick < 3)) {
    return zh_words[(bits >> 16U) % zh_words.size()];
  }
  if (style == answer_style::mixed && pick == 3) {
    return emoji[(bits >> 16U) % emoji.size()];
  }
  return "w";
}

std::string_view separator(std::uint64_t bits, answer_style style) noexcept {
  if (style == answer_style::zh) {
    return "，";
  }
  if (style == answer_style::words) {
    return " ";
  }
  switch ((bits >> 24U) % 32) {
    case 0: return "\n";
    case 1: return "\" ";
    case 2: return "\\ ";
    default: return " ";
  }
}

}  // namespace

std::optional<answer_style> answer_style_from_string(std::string_view text) noexcept {
  if (text == "mixed") {
    return answer_style::mixed;
  }
  if (text == "words") {
    return answer_style::words;
  }
  if (text == "zh") {
    return answer_style::zh;
  }
  return std::nullopt;
}

std::uint64_t answer_seed(std::string_view last_user_message) noexcept {
  constexpr auto mark = "#seed="sv;
  if (const auto at = last_user_message.rfind(mark); at != std::string_view::npos) {
    const auto digits = last_user_message.substr(at + mark.size());
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (parsed.ec == std::errc{}) {
      return number;
    }
  }
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const auto c : last_user_message) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  return hash;
}

std::string answer_token(std::uint64_t seed, std::uint32_t index, answer_style style) {
  const auto bits = mixed_bits(mixed_bits(seed) + index);
  constexpr std::size_t fewest_digits = 6;
  std::array<char, 16> number{};
  const auto* const end = std::to_chars(number.data(), number.data() + number.size(), index).ptr;
  const auto digits = static_cast<std::size_t>(end - number.data());
  std::string token{word(bits, style)};
  token.append(digits < fewest_digits ? fewest_digits - digits : 0, '0');
  token.append(number.data(), digits);
  token += static_cast<char>('a' + (bits & 15U));
  token += static_cast<char>('a' + ((bits >> 4U) & 15U));
  token += separator(bits, style);
  return token;
}

std::string answer_end(std::uint32_t count) {
  return "[end " + std::to_string(count) + "]";
}

std::string answer_text(std::uint64_t seed, std::uint32_t count, answer_style style) {
  std::string text;
  for (std::uint32_t i = 0; i < count; ++i) {
    text += answer_token(seed, i, style);
  }
  return count > 0 ? text + answer_end(count) : text;
}

std::string answer_stamp(std::uint64_t nanoseconds) {
  return "t" + std::to_string(nanoseconds) + ";";
}

}  // namespace aurawell::mock
