#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <string>
#include <vector>

namespace aurawell::net {

/// All in binary form.
struct postgres_parameters {
  std::vector<const char*> values;
  std::vector<int> sizes;
  std::vector<int> formats;
  std::vector<unsigned> types;
  /// Values that stand nowhere else; they keep their addresses.
  std::deque<std::string> made;

  int count() const noexcept { return static_cast<int>(values.size()); }
};

}  // namespace aurawell::net
