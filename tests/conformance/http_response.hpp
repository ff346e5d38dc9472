#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tests/conformance/peer.hpp"

namespace aurawell::conformance {

struct http_response {
  int status = 0;
  /// Status line and header fields.
  std::string head;
  std::string body;

  bool is_interim() const noexcept { return status < 200; }
  bool is_continue() const noexcept { return status == 100; }
  /// Whether it says that its connection closes.
  bool announces_close() const;
  /// Returns an empty text when there is none. `name` is in lower case.
  std::string header(std::string_view name) const;
};

/// Reads responses from a connection, one by one.
class response_reader {
 public:
  enum class problem : unsigned char { none, end, late, malformed };

  explicit response_reader(const peer& from) : from_{from} {}

  /// `has_body` is false for a response to HEAD. Returns nothing when no further response arrives;
  /// then `trouble` has the reason.
  std::optional<http_response> next(bool has_body);

  problem trouble() const noexcept { return trouble_; }

  /// Received bytes that belong to no response yet.
  std::string& rest() noexcept { return buffer_; }

 private:
  bool fill();
  std::optional<http_response> give_up(problem why);
  bool read_body(http_response& response);

  const peer& from_;
  std::string buffer_;
  problem trouble_ = problem::none;
};

}  // namespace aurawell::conformance
