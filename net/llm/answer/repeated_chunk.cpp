#include "net/llm/answer/repeated_chunk.hpp"

#include <algorithm>
#include <cstddef>

namespace aurawell::net {
namespace {

/// Chunks of one answer have some 100 to 400 bytes beside their text.
constexpr std::size_t most_bytes = 2 * 1024;

constexpr std::string_view content_name = "\"content\"";

/// Whether the bytes of a JSON string are its text.
bool is_plain(std::string_view text) noexcept {
  return std::ranges::none_of(
      text, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' '; });
}

std::string_view without_blanks(std::string_view text) noexcept {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

/// What follows the quote that begins the value of "content"; empty when there is none.
std::string_view from_text(std::string_view behind_name) noexcept {
  auto rest = without_blanks(behind_name);
  if (!rest.starts_with(':')) {
    return {};
  }
  rest = without_blanks(rest.substr(1));
  return rest.starts_with('"') ? rest.substr(1) : std::string_view{};
}

}  // namespace

std::optional<std::string_view> repeated_chunk::between(std::string_view payload) const noexcept {
  if (before_.empty() || payload.size() <= before_.size() + behind_.size() ||
      !payload.starts_with(before_) || !payload.ends_with(behind_)) {
    return std::nullopt;
  }
  return payload.substr(before_.size(), payload.size() - before_.size() - behind_.size());
}

void repeated_chunk::forget() noexcept {
  before_.clear();
  behind_.clear();
}

void repeated_chunk::learn(std::string_view payload, std::string_view text) {
  // Without a quote it is one string: the known chunk with a text that has escapes.
  if (const auto escaped = between(payload);
      escaped && escaped->find('"') == std::string_view::npos) {
    return;
  }
  forget();
  const auto at = payload.find(content_name);
  if (payload.size() > most_bytes + text.size() || at == std::string_view::npos ||
      payload.find(content_name, at + 1) != std::string_view::npos ||
      payload.find('\\') != std::string_view::npos) {
    return;
  }
  const auto rest = from_text(payload.substr(at + content_name.size()));
  if (!rest.starts_with(text) || !rest.substr(text.size()).starts_with('"')) {
    return;
  }
  before_ = payload.substr(0, payload.size() - rest.size());
  behind_ = rest.substr(text.size());
}

std::optional<std::string_view> repeated_chunk::text_in(std::string_view payload) const noexcept {
  const auto text = between(payload);
  return text && is_plain(*text) ? text : std::nullopt;
}

}  // namespace aurawell::net
