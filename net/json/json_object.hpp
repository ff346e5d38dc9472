#pragma once

#include <optional>
#include <string_view>

#include "domain/result.hpp"
#include "net/json/json_document.hpp"

namespace aurawell::net {

/// A JSON text from outside that must be one object. Every failure is `ec::bad_format`.
class json_object {
 public:
  /// @param name What failures call the text: "message", "the body".
  json_object(std::string_view text, const json_bounds& bounds, std::string_view name);

  explicit operator bool() const noexcept { return !failure_; }
  const error& failure() const noexcept { return *failure_; }
  /// Call it only when there is no failure. Valid as long as this object.
  const json_value& operator*() const noexcept { return document_.root(); }

 private:
  json_document document_;
  std::optional<error> failure_;
};

}  // namespace aurawell::net
