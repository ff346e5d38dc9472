#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/place.hpp"

namespace aurawell::conformance {

/// Connections that a row which is cut has open at the same time.
inline constexpr std::size_t cuts_at_once = 16;

/// The row with its bytes in two pieces, cut once between `begin` and `end` of them each.
/// All first pieces are sent before the second ones, so that the server reads most of them
/// alone. No outcome depends on that.
template <class Attempt, class Row>
std::string run_batch_of_cuts(const Row& row, std::string_view bytes, const place& where,
                              std::size_t begin, std::size_t end) {
  std::vector<std::unique_ptr<Attempt>> batch;
  for (auto cut = begin; cut < end; ++cut) {
    batch.push_back(std::make_unique<Attempt>(row, where));
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

/// Whole and, when the row says so, cut everywhere. Empty when all came out well.
template <class Attempt, class Row>
std::string run_with_cuts(const Row& row, std::string_view bytes, const place& where) {
  std::string fault;
  {
    Attempt attempt{row, where};
    attempt.send(bytes);
    fault = attempt.conclude();
  }
  if (!row.is_cut || where.is_gateway()) {
    return fault;
  }
  for (std::size_t begin = 1; begin < bytes.size() && fault.empty(); begin += cuts_at_once) {
    const auto end = std::min(begin + cuts_at_once, bytes.size());
    fault = run_batch_of_cuts<Attempt>(row, bytes, where, begin, end);
  }
  return fault;
}

}  // namespace aurawell::conformance
