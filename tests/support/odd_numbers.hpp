#pragma once

#include <string>
#include <vector>

namespace aurawell::test_support {

/// A valid JSON number that is hard to convert.
struct odd_number {
  std::string text;
  /// Whether it fits in a double, with any precision.
  bool fits;
};

/// Tiny, huge, and zero with an exponent.
inline std::vector<odd_number> odd_numbers() {
  return {{"1.2345678901234567e-340", false},
          {"-1.2345678901234567e-340", false},
          {"128.74836467836484838364836483643636483648e-336", false},
          {"0." + std::string(348, '0') + "1", false},
          {"2e308", false},
          {"1e999", false},
          {"0e65", true},
          {"-0e65", true},
          {"5e-324", true},
          {"0.184467440737095516159", true}};
}

}  // namespace aurawell::test_support
