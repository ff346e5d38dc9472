#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/result.hpp"
#include "tests/mock_llm/quirk.hpp"

namespace aurawell::mock {

/// Quirks with weights for random selection. The selection depends only on the seed and the
/// request's number.
class quirk_mix {
 public:
  /// Selects none.
  quirk_mix() = default;

  /// "NAME[=WEIGHT],...". A name may be a group, `faults`, `corpus` or `all`, whose members share
  /// its weight. A later entry replaces an earlier one's weight. The default weight is 1, the
  /// maximum a million; 0 excludes the quirk.
  static result<quirk_mix> parse(std::string_view text, std::uint64_t seed);

  /// The quirk of the request with this number; null if the mix is empty.
  const quirk* draw(std::uint64_t number) const noexcept;

  bool is_random() const noexcept { return entries_.size() > 1; }

 private:
  struct entry {
    const quirk* kind;
    /// Sum of the weights of this entry and all before it.
    double weight_up_to;
  };

  std::vector<entry> entries_;
  std::uint64_t seed_ = 0;
};

}  // namespace aurawell::mock
