#include "tests/conformance/rows/ws_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {

ws_rows all_ws_rows() {
  return joined(frame_rows(), fragment_rows(), ping_rows(), utf8_rows(), closing_rows(),
                size_rows());
}

}  // namespace aurawell::conformance
