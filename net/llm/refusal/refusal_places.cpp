#include "net/llm/refusal/refusal_places.hpp"

#include <algorithm>

namespace aurawell::net {

bool is_root(std::string_view step) noexcept {
  return step.empty() || step == "$" || step == "body" || step == "request" || step == "query";
}

std::string_view first_step(std::string_view path) noexcept {
  while (!path.empty()) {
    const auto end = std::min(path.find_first_of("./[]"), path.size());
    const auto step = path.substr(0, end);
    if (!is_root(step)) {
      return step;
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return {};
}

std::vector<std::string> places_in_text(std::string_view text) {
  std::vector<std::string> places;
  for (auto at = text.find("loc"); at != std::string_view::npos; at = text.find("loc", at + 1)) {
    if (at > 0 && ((text[at - 1] >= 'a' && text[at - 1] <= 'z') || text[at - 1] == '_')) {
      continue;
    }
    const auto open = text.find_first_not_of("\\'\": =", at + 3);
    if (open == std::string_view::npos || (text[open] != '[' && text[open] != '(')) {
      continue;
    }
    const auto inside = text.substr(open + 1, text.find_first_of("])", open) - open - 1);
    constexpr std::string_view between = " ,\\'\"";
    for (auto from = inside.find_first_not_of(between); from != std::string_view::npos;) {
      const auto to = std::min(inside.find_first_of(between, from), inside.size());
      if (const auto step = inside.substr(from, to - from); !is_root(step)) {
        places.emplace_back(step);
        break;
      }
      from = inside.find_first_not_of(between, to);
    }
  }
  return places;
}

}  // namespace aurawell::net
