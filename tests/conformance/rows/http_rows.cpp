#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {

http_rows all_http_rows(const place& at) {
  return joined(request_line_rows(at), target_rows(at), header_rows(at), host_rows(at),
                length_rows(at), transfer_coding_rows(at), chunked_rows(at), connection_rows(at),
                expect_rows(at), limit_rows(at));
}

http_rows all_handshake_rows() {
  return joined(handshake_rows(), handshake_key_rows(), handshake_origin_rows());
}

}  // namespace aurawell::conformance
