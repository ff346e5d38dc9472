#pragma once

#include <array>
#include <string_view>

#include "domain/wall_time.hpp"

namespace aurawell::net {

/// A time as RFC 3339 text in UTC with milliseconds, "2026-01-02T03:04:05.678Z". Correct for the
/// years 0 to 9999.
class timestamp {
 public:
  explicit timestamp(wall_time at) noexcept;

  std::string_view text() const noexcept { return {text_.data(), text_.size()}; }
  operator std::string_view() const noexcept { return text(); }

 private:
  std::array<char, 24> text_{};
};

}  // namespace aurawell::net
