#include "net/address/forwarded_header.hpp"

#include <algorithm>
#include <optional>

#include "net/address/lower_ascii.hpp"
#include "net/address/url_text.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view unknown = "unknown";
constexpr std::string_view token_marks = "!#$%&'*+-.^_`|~";

bool is_letter_or_digit(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_token_char(char c) noexcept {
  return is_letter_or_digit(c) || token_marks.find(c) != std::string_view::npos;
}

/// One pass over the fields, by the grammar of RFC 7239, section 4.
class forwarded_reader {
 public:
  explicit forwarded_reader(std::string_view fields) noexcept : rest_{fields} {}

  /// Nothing when the grammar is broken.
  std::optional<std::string> read() {
    std::string hops;
    do {
      skip_space();
      if (rest_.empty() || rest_.front() == ',') {
        continue;
      }
      const auto hop = read_element();
      if (!hop) {
        return std::nullopt;
      }
      hops += hops.empty() ? "" : ",";
      hops += *hop;
    } while (skip(','));
    return rest_.empty() ? std::optional{hops} : std::nullopt;
  }

 private:
  bool skip(char c) noexcept {
    const bool is_next = rest_.starts_with(c);
    rest_.remove_prefix(is_next ? 1 : 0);
    return is_next;
  }

  void skip_space() noexcept {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
  }

  /// One element up to the comma behind it; the address in it.
  std::optional<std::string> read_element() {
    std::optional<std::string> hop;
    do {
      skip_space();
      if (rest_.empty() || rest_.front() == ';' || rest_.front() == ',') {
        continue;
      }
      const auto name = read_token();
      const auto value = skip('=') ? read_value() : std::nullopt;
      if (name.empty() || !value) {
        return std::nullopt;
      }
      if (lower_ascii(name) == "for") {
        // Each parameter may be there once.
        if (hop) {
          return std::nullopt;
        }
        hop = shown(*value);
      }
      skip_space();
    } while (skip(';'));
    return hop ? hop : std::string{unknown};
  }

  std::string_view read_token() noexcept {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_token_char);
    const auto token = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(token.size());
    return token;
  }

  std::optional<std::string> read_value() {
    if (skip('"')) {
      return read_quoted();
    }
    const auto token = read_token();
    return token.empty() ? std::nullopt : std::optional{std::string{token}};
  }

  std::optional<std::string> read_quoted() {
    std::string text;
    while (!rest_.empty()) {
      if (skip('"')) {
        return text;
      }
      skip('\\');
      if (rest_.empty() || (rest_.front() < ' ' && rest_.front() != '\t')) {
        return std::nullopt;
      }
      text += rest_.front();
      rest_.remove_prefix(1);
    }
    return std::nullopt;
  }

  /// A value must not look like two.
  static std::string shown(const std::string& value) {
    const bool is_plain = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
      return is_letter_or_digit(c) || c == '.' || c == ':' || c == '[' || c == ']';
    });
    return is_plain ? value : std::string{unknown};
  }

  std::string_view rest_;
};

}  // namespace

std::optional<std::string> hops_of_forwarded(std::string_view fields) {
  return forwarded_reader{fields}.read();
}

}  // namespace aurawell::net
