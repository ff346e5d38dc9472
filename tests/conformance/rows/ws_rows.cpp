#include "tests/conformance/rows/ws_rows.hpp"

namespace aurawell::conformance {

ws_rows all_ws_rows() {
  auto rows = frame_rows();
  for (const auto& more :
       {fragment_rows(), ping_rows(), utf8_rows(), closing_rows(), size_rows()}) {
    rows.insert(rows.end(), more.begin(), more.end());
  }
  return rows;
}

}  // namespace aurawell::conformance
