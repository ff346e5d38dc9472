#pragma once

#include <algorithm>
#include <cmath>

namespace aurawell::safety {

struct interval {
  double low = 0;
  double high = 1;
};

/// Returns the 95 % Wilson score interval of a proportion.
inline interval wilson(double hits, double count) {
  if (count <= 0) {
    return {};
  }
  constexpr double z = 1.959964;
  const double share = hits / count;
  const double middle = share + z * z / (2 * count);
  const double half = z * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
  const double whole = 1 + z * z / count;
  return {std::max(0.0, (middle - half) / whole), std::min(1.0, (middle + half) / whole)};
}

}  // namespace aurawell::safety
