#pragma once

#include <iterator>
#include <vector>

namespace aurawell::conformance {

/// All rows of several tables, in their order. Some are megabytes long, so they are moved.
template <class Row, class... Tables>
std::vector<Row> joined(std::vector<Row> all, Tables... others) {
  (all.insert(all.end(), std::make_move_iterator(others.begin()),
              std::make_move_iterator(others.end())),
   ...);
  return all;
}

}  // namespace aurawell::conformance
