#pragma once

#include <cstddef>
#include <string_view>

namespace aurawell::net {

/// Finds the end of an object or array in a text that arrives in parts, without parsing its
/// content.
class json_extent {
 public:
  static constexpr auto npos = std::string_view::npos;

  /// @return The number of bytes up to and including the bracket that closes the first object or
  /// array; `npos` when it continues after `bytes`. After an end, the next call begins a new value.
  std::size_t feed(std::string_view bytes) noexcept;

 private:
  /// Returns false at the closing bracket.
  bool take(char byte) noexcept;

  std::size_t depth_ = 0;
  bool is_in_text_ = false;
  bool is_escaped_ = false;
};

}  // namespace aurawell::net
