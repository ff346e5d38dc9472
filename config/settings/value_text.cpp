#include "config/settings/value_text.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "domain/text/parse_number.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::config {
namespace {

using std::chrono::milliseconds;

struct named_factor {
  std::string_view name;
  std::int64_t factor;
};

// Longer names first where one is the end of another.
constexpr std::array size_units{named_factor{"GiB", std::int64_t{1} << 30},
                                named_factor{"MiB", std::int64_t{1} << 20},
                                named_factor{"KiB", std::int64_t{1} << 10}, named_factor{"B", 1}};
constexpr std::array time_units{named_factor{"ms", 1}, named_factor{"h", 3'600'000},
                                named_factor{"m", 60'000}, named_factor{"s", 1'000}};

template <std::size_t Size>
std::optional<std::int64_t> parse_scaled(std::string_view text,
                                         const std::array<named_factor, Size>& units) {
  for (const auto& [name, factor] : units) {
    if (!text.ends_with(name)) {
      continue;
    }
    const auto number = parse_count(text.substr(0, text.size() - name.size()));
    if (!number || *number < 0 || *number > std::numeric_limits<std::int64_t>::max() / factor) {
      return std::nullopt;
    }
    return *number * factor;
  }
  return std::nullopt;
}

std::string escaped(char32_t control) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {'\\', 'u', '0', '0', digits[control >> 4U & 0xfU], digits[control & 0xfU]};
}

constexpr std::array<std::string_view, 2> provider_kinds{"openai", "offline"};
constexpr std::array<std::string_view, 2> expiries{"continue", "cancel"};
constexpr std::array<std::string_view, 4> continuation_styles{"off", "assistant", "prefix", "vllm"};
constexpr std::array<std::string_view, 3> thought_styles{"auto", "always", "never"};
constexpr std::array<std::string_view, 2> http_versions{"1.1", "2"};
constexpr std::array<std::string_view, 2> limit_names{"max_tokens", "max_completion_tokens"};
constexpr std::array<std::string_view, 2> auth_modes{"open", "jwt"};
constexpr std::array<std::string_view, 2> log_formats{"text", "json"};
constexpr std::array<std::string_view, 3> address_styles{"full", "truncated", "none"};
constexpr std::array<std::string_view, 4> regions{"auto", "cn", "us", "eu"};

}  // namespace

std::optional<std::int64_t> parse_count(std::string_view text) {
  return parse_number<std::int64_t>(text);
}

std::optional<std::int64_t> parse_size(std::string_view text) {
  const auto plain = parse_count(text);
  return plain ? plain : parse_scaled(text, size_units);
}

std::optional<milliseconds> parse_duration(std::string_view text) {
  const auto scaled = parse_scaled(text, time_units);
  return scaled ? std::optional{milliseconds{*scaled}} : std::nullopt;
}

std::optional<double> parse_real(std::string_view text) {
  return parse_number<double>(text);
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  if (trimmed(text).empty()) {
    return parts;
  }
  while (true) {
    const auto comma = text.find(',');
    parts.emplace_back(trimmed(text.substr(0, comma)));
    if (comma == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(comma + 1);
  }
}

std::string size_text(std::int64_t bytes) {
  for (const auto& [name, factor] : size_units) {
    if (factor > 1 && bytes != 0 && bytes % factor == 0) {
      return std::to_string(bytes / factor) + std::string{name};
    }
  }
  return std::to_string(bytes);
}

std::string duration_text(milliseconds value) {
  constexpr std::array largest_first{named_factor{"h", 3'600'000}, named_factor{"m", 60'000},
                                     named_factor{"s", 1'000}};
  for (const auto& [name, factor] : largest_first) {
    if (value.count() % factor == 0 && (value.count() != 0 || factor == 1'000)) {
      return std::to_string(value.count() / factor) + std::string{name};
    }
  }
  return std::to_string(value.count()) + "ms";
}

std::string real_text(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  std::string text{digits.data(), end};
  if (text.find_first_not_of("-0123456789") == std::string::npos) {
    text += ".0";
  }
  return text;
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const auto step = utf8_at(text, at);
    if (step.code_point == U'"' || step.code_point == U'\\') {
      out += '\\';
    }
    if (step.code_point < 0x20 || step.code_point == 0x7f) {
      out += escaped(step.code_point);
    } else {
      append_utf8(out, step.code_point);
    }
    at += step.length;
  }
  return out + '"';
}

std::string list_text(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const auto& text : texts) {
    out += out.size() > 1 ? ", " : "";
    out += quote(text);
  }
  return out + "]";
}

std::string choice_text(std::span<const std::string_view> names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    list += i == 0 ? "\"" : i + 1 == names.size() ? " or \"" : ", \"";
    list += std::string{names[i]} + '"';
  }
  return list;
}

std::span<const std::string_view> names_of(provider_kind) noexcept {
  return provider_kinds;
}

std::span<const std::string_view> names_of(safety::region) noexcept {
  return regions;
}

std::span<const std::string_view> names_of(actors::expiry) noexcept {
  return expiries;
}

std::span<const std::string_view> names_of(net::continuation_style) noexcept {
  return continuation_styles;
}

std::span<const std::string_view> names_of(net::thought_style) noexcept {
  return thought_styles;
}

std::span<const std::string_view> names_of(net::http_version) noexcept {
  return http_versions;
}

std::span<const std::string_view> names_of(net::limit_name) noexcept {
  return limit_names;
}

std::span<const std::string_view> names_of(auth_mode) noexcept {
  return auth_modes;
}

std::span<const std::string_view> names_of(log_level) noexcept {
  return log_level_names;
}

std::span<const std::string_view> names_of(log_format) noexcept {
  return log_formats;
}

std::span<const std::string_view> names_of(address_style) noexcept {
  return address_styles;
}

}  // namespace aurawell::config
