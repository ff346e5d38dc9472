#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/conformance/http_row.hpp"

namespace aurawell::conformance {

/// A WebSocket handshake (RFC 6455 4.1), correct until it is changed.
class handshake {
 public:
  handshake();

  handshake& start(std::string line);
  /// Replaces the values of this field, or adds the field.
  handshake& set(std::string_view name, std::string_view value);
  handshake& add(std::string name, std::string value);
  handshake& drop(std::string_view name);

  /// The bytes, followed by `behind`.
  std::string text(std::string_view behind = {}) const;

 private:
  std::string start_;
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// The answer to the key of `handshake` (RFC 6455 1.3).
inline constexpr std::string_view accepted_key = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

http_row accepted(std::string name, const handshake& asked, std::string section);
http_row denied(std::string name, const handshake& asked, std::vector<int> statuses,
                std::string section);

}  // namespace aurawell::conformance
