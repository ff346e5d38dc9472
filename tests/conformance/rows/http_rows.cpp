#include "tests/conformance/rows/http_rows.hpp"

namespace aurawell::conformance {

http_rows all_http_rows(const place& at) {
  auto rows = request_line_rows(at);
  for (const auto& more :
       {target_rows(at), header_rows(at), host_rows(at), length_rows(at), transfer_coding_rows(at),
        chunked_rows(at), connection_rows(at), expect_rows(at), limit_rows(at)}) {
    rows.insert(rows.end(), more.begin(), more.end());
  }
  return rows;
}

http_rows all_handshake_rows() {
  auto rows = handshake_rows();
  for (const auto& more : {handshake_key_rows(), handshake_origin_rows()}) {
    rows.insert(rows.end(), more.begin(), more.end());
  }
  return rows;
}

}  // namespace aurawell::conformance
