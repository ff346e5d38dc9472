#include "net/auth/tokens/strict_json.hpp"

namespace aurawell::net {
namespace {

/// Large enough for a file with keys.
constexpr json_bounds bounds{.max_bytes = 256 * 1024, .max_depth = 8};

}  // namespace

json_object read_strict_json(std::string_view text) {
  return json_object{text, bounds, "text"};
}

std::optional<std::string_view> find_text(const json_value& object, std::string_view name) {
  const auto* value = find_entry(object, name);
  return value != nullptr && value->is_text() ? std::optional{value->text()} : std::nullopt;
}

}  // namespace aurawell::net
