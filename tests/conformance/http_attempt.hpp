#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/http_response.hpp"
#include "tests/conformance/http_row.hpp"
#include "tests/conformance/place.hpp"

namespace aurawell::conformance {

/// One connection that runs one row.
class http_attempt {
 public:
  http_attempt(const http_row& row, const place& target);

  void send(std::string_view bytes) const { peer_.send(bytes); }

  /// Does the rest after the first part was sent. Returns an empty text on success, else the actual
  /// and the expected result.
  std::string conclude();

 private:
  bool take_response();
  void converse();
  void read_on();
  void ask_again();
  void leave_websocket();
  std::size_t least_responses() const;
  outcomes right_here() const;
  bool is_right() const;
  std::string fault_of_text() const;

  const http_row& row_;
  const place& target_;
  peer peer_;
  response_reader reader_;
  std::vector<http_response> seen_;
  ending end_ = ending::late;
};

/// If the row requires it, also cuts it at every place.
std::string run_row(const http_row& row, const place& target);

}  // namespace aurawell::conformance
