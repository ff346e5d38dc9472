#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/frame.hpp"
#include "tests/conformance/peer.hpp"
#include "tests/conformance/place.hpp"
#include "tests/conformance/ws_row.hpp"

namespace aurawell::conformance {

/// One chat connection of a separate user, which runs one row.
class ws_attempt {
 public:
  /// Connects and reads the greeting.
  ws_attempt(const ws_row& row, const place& target);

  void send(std::string_view bytes) const { peer_.send(bytes); }

  /// Call it after the row's bytes were sent. Returns an empty text on success, else the actual and
  /// the expected result.
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

/// If the row requires it, also cuts it at every place.
std::string run_row(const ws_row& row, const place& target);

}  // namespace aurawell::conformance
