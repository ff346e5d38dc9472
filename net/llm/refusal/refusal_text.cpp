#include "net/llm/refusal/refusal_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "net/llm/refusal/text_search.hpp"

namespace aurawell::net {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> ascii_marks{{
    {"：", ":"},
    {"，", ", "},
    {"、", ", "},
    {"。", ". "},
    {"；", "; "},
    {"（", "("},
    {"）", ")"},
    {"“", "'"},
    {"”", "'"},
    {"‘", "'"},
    {"’", "'"},
    {"「", "'"},
    {"」", "'"},
    {"【", "'"},
    {"】", "'"},
    {"　", " "},
}};

/// Behind these phrases, up to the end of the sentence, is what the server accepts, or what it
/// received.
constexpr std::array<std::string_view, 54> begins_of_others{"did you mean",
                                                            "perhaps you meant",
                                                            "expected one of",
                                                            "expected fields",
                                                            "supported parameters are",
                                                            "supported parameters:",
                                                            "allowed parameters",
                                                            "valid parameters",
                                                            "available parameters",
                                                            "supported fields are",
                                                            "allowed fields",
                                                            "valid fields",
                                                            "known fields",
                                                            "only the following",
                                                            "allowed:",
                                                            "permitted:",
                                                            "supported:",
                                                            "accepted:",
                                                            "available:",
                                                            "expected:",
                                                            "known:",
                                                            "valid:",
                                                            "支持的参数",
                                                            "允许的参数",
                                                            "可用的参数",
                                                            "可用参数",
                                                            "有效参数",
                                                            "支持的字段",
                                                            "允许的字段",
                                                            ", got ",
                                                            "but got ",
                                                            "; got ",
                                                            "input_value=",
                                                            "received: ",
                                                            "known properties",
                                                            "known parameters",
                                                            "possible keys",
                                                            "possible parameters",
                                                            "possible fields",
                                                            "valid keys",
                                                            "allowed keys",
                                                            "accepted parameters",
                                                            "must be one of",
                                                            "should be one of",
                                                            "endpoint supports",
                                                            "model supports",
                                                            "accepts the parameters",
                                                            "accepts only",
                                                            "目前支持",
                                                            "仅支持",
                                                            "只支持",
                                                            "可选参数",
                                                            "支持以下",
                                                            "支持参数"};

/// The same, only at the beginning of a sentence: "unknown parameters: x" refuses x.
constexpr std::array<std::string_view, 4> headings_of_others{
    "parameters:", "fields:", "keys:", "参数:"};

/// Before these phrases is what the server accepts.
constexpr std::array<std::string_view, 6> ends_of_others{
    "are supported", "are allowed", "are permitted", "are accepted", "are available", "are valid"};

constexpr std::array<std::string_view, 7> negations{"not ", "n't ", "longer ", "不",
                                                    "未",   "不被", "不再"};

bool is_word_part(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != nowhere; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::size_t sentence_end(const std::string& text, std::size_t at) {
  return std::min({text.size(), text.find(". ", at), text.find("? ", at), text.find("; ", at + 1),
                   text.find('\n', at)});
}

/// Also when `phrase` is the end of a longer word: "unsupported" contains "supported".
bool is_negated(std::string_view before, std::string_view phrase) noexcept {
  const auto is_end_of_word =
      !before.empty() && is_word_part(before.back()) && is_word_part(phrase.front());
  return is_end_of_word ||
         std::any_of(negations.begin(), negations.end(),
                     [&](std::string_view word) { return before.ends_with(word); });
}

/// Keeps the phrase itself: "x must be one of" refuses x.
void erase_behind(std::string& text, std::string_view phrase) {
  for (auto at = text.find(phrase); at != nowhere; at = text.find(phrase, at + phrase.size())) {
    if (!is_negated(std::string_view{text}.substr(0, at), phrase)) {
      const auto begin = at + phrase.size();
      text.erase(begin, sentence_end(text, begin) - begin);
    }
  }
}

void erase_behind_heading(std::string& text, std::string_view heading) {
  constexpr std::string_view ends = ".;?!\n(";
  for (auto at = text.find(heading); at != nowhere; at = text.find(heading, at + 1)) {
    const auto last = at == 0 ? nowhere : text.find_last_not_of(' ', at - 1);
    if (last != nowhere && ends.find(text[last]) != nowhere) {
      text.erase(at, sentence_end(text, at) - at);
    }
  }
}

void erase_from_the_beginning(std::string& text, std::string_view phrase) {
  for (auto at = text.find(phrase); at != nowhere; at = text.find(phrase, at)) {
    std::size_t begin = 0;
    for (const std::string_view mark : {". ", "; ", ": ", "\n", "only "}) {
      if (const auto found = text.rfind(mark, at); found != nowhere) {
        begin = std::max(begin, found + (mark == "only " ? 0 : mark.size()));
      }
    }
    text.erase(begin, at + phrase.size() - begin);
    at = begin;
  }
}

/// Of a page or a file, with a scheme or without: "https://a.b/c", "a.b/c".
bool is_address(std::string_view word) noexcept {
  if (word.find("://") != std::string_view::npos || word.starts_with("www.")) {
    return true;
  }
  const auto host = word.substr(0, word.find('/'));
  return host.size() < word.size() && host.find('.') != std::string_view::npos &&
         !host.starts_with("body.") && !host.starts_with("$.");
}

void erase_addresses(std::string& text) {
  constexpr std::string_view between = " \t\n'\"`(),<>[]{}";
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find_first_of(between, begin), text.size());
    if (is_address(std::string_view{text}.substr(begin, end - begin))) {
      text.erase(begin, end - begin);
      ++begin;
    } else {
      begin = end + 1;
    }
  }
}

}  // namespace

std::string refusing_text(std::string_view sentence) {
  std::string text{sentence};
  for (const auto& [from, to] : ascii_marks) {
    replace_all(text, from, to);
  }
  erase_addresses(text);
  for (const auto phrase : begins_of_others) {
    erase_behind(text, phrase);
  }
  for (const auto heading : headings_of_others) {
    erase_behind_heading(text, heading);
  }
  for (const auto phrase : ends_of_others) {
    erase_from_the_beginning(text, phrase);
  }
  return text;
}

}  // namespace aurawell::net
