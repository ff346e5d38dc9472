#include "net/metrics/label_values.hpp"

#include <algorithm>

namespace aurawell::net {
namespace {

constexpr std::size_t longest_value = 64;

}  // namespace

std::string label_values::value_for(std::string_view text) {
  std::string value{text.substr(0, longest_value)};
  std::replace_if(
      value.begin(), value.end(), [](char c) { return c < ' ' || c > '~'; }, '_');
  if (value.empty()) {
    return value;
  }
  const std::lock_guard lock{mutex_};
  if (known_.contains(value)) {
    return value;
  }
  if (known_.size() >= most_) {
    return "other";
  }
  return *known_.insert(std::move(value)).first;
}

}  // namespace aurawell::net
