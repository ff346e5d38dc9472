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
  /// It says that its connection ends with it.
  bool announces_close() const;
  /// Empty when there is none of this name, which is in small letters.
  std::string header(std::string_view name) const;
};

/// Takes responses off a connection, one by one.
class response_reader {
 public:
  enum class problem : unsigned char { none, end, late, malformed };

  explicit response_reader(const peer& from) : from_{from} {}

  /// `has_body` false: it answers HEAD. Nothing when no further response comes; then
  /// `trouble` says why.
  std::optional<http_response> next(bool has_body);

  problem trouble() const noexcept { return trouble_; }

  /// Bytes that came and belong to no response yet.
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
