#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/place.hpp"

namespace aurawell::conformance {

/// Parallel connections of a row that is cut.
inline constexpr std::size_t cuts_at_once = 16;

/// Runs the row with its bytes in two pieces, for each place to cut from `begin` to `end`. Sends
/// all first pieces before the second ones, so that the server usually reads them separately. No
/// result depends on that.
template <class Attempt, class Row>
std::string run_batch_of_cuts(const Row& row, std::string_view bytes, const place& target,
                              std::size_t begin, std::size_t end) {
  std::vector<std::unique_ptr<Attempt>> batch;
  for (auto cut = begin; cut < end; ++cut) {
    batch.push_back(std::make_unique<Attempt>(row, target));
    batch.back()->send(bytes.substr(0, cut));
  }
  for (auto cut = begin; cut < end; ++cut) {
    batch[cut - begin]->send(bytes.substr(cut));
  }
  std::string fault;
  for (auto cut = begin; cut < end; ++cut) {
    const auto here = batch[cut - begin]->conclude();
    if (!here.empty() && fault.empty()) {
      fault = "cut behind byte " + std::to_string(cut) + ", " + here;
    }
  }
  return fault;
}

/// Runs the row uncut and, if the row requires it, cut at every place. Returns an empty text on
/// success.
template <class Attempt, class Row>
std::string run_with_cuts(const Row& row, std::string_view bytes, const place& target) {
  std::string fault;
  {
    Attempt attempt{row, target};
    attempt.send(bytes);
    fault = attempt.conclude();
  }
  if (!row.is_cut || target.is_gateway()) {
    return fault;
  }
  for (std::size_t begin = 1; begin < bytes.size() && fault.empty(); begin += cuts_at_once) {
    const auto end = std::min(begin + cuts_at_once, bytes.size());
    fault = run_batch_of_cuts<Attempt>(row, bytes, target, begin, end);
  }
  return fault;
}

}  // namespace aurawell::conformance
