#include "net/auth/strict_json.hpp"

#include <set>

namespace aurawell::net {
namespace {

/// The largest text is a file of keys.
constexpr json_bounds bounds{.max_bytes = 256 * 1024, .max_depth = 8};

bool names_twice(const json_value& object) {
  std::set<std::string_view> names;
  for (const auto& member : object) {
    if (!names.insert(member.name()).second) {
      return true;
    }
  }
  return false;
}

}  // namespace

strict_json::strict_json(std::string_view text)
    : object_{text, bounds, "text"}, is_valid_{object_ && !names_twice(*object_)} {}

std::optional<std::string_view> find_text(const json_value& object, std::string_view name) {
  const auto* value = find_entry(object, name);
  return value != nullptr && value->is_text() ? std::optional{value->text()} : std::nullopt;
}

}  // namespace aurawell::net
