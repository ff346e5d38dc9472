#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "domain/guarded.hpp"
#include "domain/result.hpp"

namespace aurawell::net {

/// Reads the token of operators from a file: 32 to 512 visible ASCII characters, and perhaps a line
/// end. A failure says what is wrong with the file and never contains the token.
result<std::string> read_admin_token(const std::string& path);

/// What operators show to be served. Thread-safe.
class admin_token {
 public:
  explicit admin_token(std::string text) : text_{std::move(text)} {}

  /// The time that it takes tells nothing of the token but its length.
  bool is(std::string_view shown) const;

  void replace(std::string text) {
    text_.with_lock([&](std::string& kept) { kept = std::move(text); });
  }

 private:
  guarded<std::string> text_;
};

}  // namespace aurawell::net
