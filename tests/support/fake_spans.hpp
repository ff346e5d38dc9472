#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports/span_sink.hpp"

namespace aurawell::test_support {

/// Keeps the spans.
class fake_spans final : public span_sink {
 public:
  trace_sampling sampling() const noexcept override { return rule; }
  void span_ended(span_report span) override { spans.push_back(std::move(span)); }

  /// All spans of this name, in the order of their ends.
  std::vector<span_report> named(const std::string& name) const {
    std::vector<span_report> found;
    std::copy_if(spans.begin(), spans.end(), std::back_inserter(found),
                 [&](const auto& span) { return span.name == name; });
    return found;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& span : spans) {
      all.push_back(span.name);
    }
    return all;
  }

  trace_sampling rule{1, false};
  std::vector<span_report> spans;
};

/// The text of an attribute, or the digits of a number; "" without it.
inline std::string attribute_of(const span_report& span, std::string_view key) {
  for (const auto& [name, value] : span.attributes) {
    if (name == key) {
      const auto* number = std::get_if<std::int64_t>(&value);
      return number != nullptr ? std::to_string(*number) : std::get<std::string>(value);
    }
  }
  return {};
}

}  // namespace aurawell::test_support
