#pragma once

#include <cstddef>
#include <string_view>

namespace aurawell::net {

/// Finds where an object or array ends, in any cuts, without reading what is in it.
class json_extent {
 public:
  static constexpr auto npos = std::string_view::npos;

  /// @return The number of bytes up to the end of the first object or array, with its bracket;
  /// `npos`: it goes on behind `bytes`. Begins anew behind an end.
  std::size_t feed(std::string_view bytes) noexcept;

 private:
  /// False at the end.
  bool take(char byte) noexcept;

  std::size_t depth_ = 0;
  bool is_in_text_ = false;
  bool is_escaped_ = false;
};

}  // namespace aurawell::net
