#include "domain/prompt/fact_lines.hpp"

#include <cstdio>
#include <variant>

#include "domain/prompt/role_markers.hpp"

namespace aurawell {
namespace {

std::string value_text(const context_fact& fact) {
  if (const auto* text = std::get_if<std::string>(&fact.value)) {
    return *text;
  }
  if (const auto* flag = std::get_if<bool>(&fact.value)) {
    return *flag ? "true" : "false";
  }
  char digits[32];
  const auto length = std::snprintf(digits, sizeof digits, "%.10g", std::get<double>(fact.value));
  return {digits, static_cast<std::size_t>(length)};
}

}  // namespace

std::string fact_lines(const std::vector<context_fact>& facts) {
  std::string lines;
  for (const auto& fact : facts) {
    lines += as_data_line(fact.key + ": " + value_text(fact)) + '\n';
  }
  return lines;
}

}  // namespace aurawell
