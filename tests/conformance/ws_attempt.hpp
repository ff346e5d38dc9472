#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/frame.hpp"
#include "tests/conformance/peer.hpp"
#include "tests/conformance/place.hpp"
#include "tests/conformance/ws_row.hpp"

namespace aurawell::conformance {

/// One chat connection, of a user of its own, on which one row is tried.
class ws_attempt {
 public:
  /// Connects and reads the greeting.
  ws_attempt(const ws_row& row, const place& where);

  void send(std::string_view bytes) const { peer_.send(bytes); }

  /// After the row's bytes were sent. Empty when it came out well, else what was seen and
  /// what is right.
  std::string conclude();

 private:
  bool read_more();
  void greet(const std::string& target);
  void read_frames();
  bool take(const frame& one);
  void take_text(const std::string& text);
  void take_close(const std::string& payload);
  bool wants_open() const;
  events seen() const;

  const ws_row& row_;
  peer peer_;
  std::string buffer_;
  events texts_;
  events pongs_;
  std::string end_;
};

/// Also cut everywhere, when the row says so.
std::string run_row(const ws_row& row, const place& where);

}  // namespace aurawell::conformance
