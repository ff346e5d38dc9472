#pragma once

#include <optional>
#include <string_view>

#include "net/json/json_object.hpp"

namespace aurawell::net {

/// What a signature or a key file says: one JSON object, not nested deeply.
class strict_json {
 public:
  explicit strict_json(std::string_view text);

  bool is_valid() const noexcept { return static_cast<bool>(object_); }
  /// Only when it is valid; lives as long as this.
  const json_value& operator*() const noexcept { return *object_; }

 private:
  json_object object_;
};

/// Nothing when it is missing or no string.
std::optional<std::string_view> find_text(const json_value& object, std::string_view name);

}  // namespace aurawell::net
