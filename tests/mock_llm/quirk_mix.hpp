#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/result.hpp"
#include "tests/mock_llm/quirk.hpp"

namespace aurawell::mock {

/// Quirks with weights, from which each request draws one. The draw depends on the seed
/// and the request's number alone.
class quirk_mix {
 public:
  /// Draws none.
  quirk_mix() = default;

  /// "NAME[=WEIGHT],...". A name may be a group, `faults`, `corpus` or `all`, whose
  /// members share its weight. A later entry replaces an earlier one's weight. Weights
  /// are 1 if not said, at most a million; 0 leaves out.
  static result<quirk_mix> parse(std::string_view text, std::uint64_t seed);

  /// The quirk of the request with this number; null if there is nothing to draw from.
  const quirk* draw(std::uint64_t number) const noexcept;

  bool is_random() const noexcept { return entries_.size() > 1; }

 private:
  struct entry {
    const quirk* what;
    /// Of this entry and those before.
    double weight_up_to;
  };

  std::vector<entry> entries_;
  std::uint64_t seed_ = 0;
};

}  // namespace aurawell::mock
