#include "net/llm/utf8_repair.hpp"

#include <algorithm>

#include "domain/utf8.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// True when bytes could follow that make `tail` one character.
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
  return false;
}

/// Appends the repaired text up to a character that its end cuts off; returns where
/// that begins.
std::size_t append_certain(std::string_view text, std::string& out) {
  std::size_t clean = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto step = utf8_at(text, at);
    if (!step.valid) {
      out.append(text.substr(clean, at - clean));
      if (is_cut_off(text.substr(at))) {
        return at;
      }
      out.append(replacement);
      clean = at + step.length;
    }
    at += step.length;
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
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    out.append(replacement);
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
