#pragma once

#include <string>
#include <variant>

namespace aurawell {

/// One leaf of the `context` object of a question; nested objects are joined with
/// dots ("profile.age"), array elements repeat the key.
struct context_fact {
  std::string key;
  std::variant<bool, double, std::string> value;

  bool operator==(const context_fact&) const = default;
};

}  // namespace aurawell
