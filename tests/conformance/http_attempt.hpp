#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/http_response.hpp"
#include "tests/conformance/http_row.hpp"
#include "tests/conformance/place.hpp"

namespace aurawell::conformance {

/// One connection on which one row is tried.
class http_attempt {
 public:
  http_attempt(const http_row& row, const place& where);

  void send(std::string_view bytes) const { peer_.send(bytes); }

  /// After the first part was sent: does the rest. Empty when the row came out well, else
  /// what was seen and what is right.
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
  const place& where_;
  peer peer_;
  response_reader reader_;
  std::vector<http_response> seen_;
  ending end_ = ending::late;
};

/// Also cut everywhere, when the row says so.
std::string run_row(const http_row& row, const place& where);

}  // namespace aurawell::conformance
