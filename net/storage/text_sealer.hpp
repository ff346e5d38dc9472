#pragma once

#include <string>
#include <string_view>

#include "domain/result.hpp"

namespace aurawell::net {

/// Makes what lies on the disk unreadable to whoever has no key. Thread-safe.
class text_sealer {
 public:
  text_sealer() = default;
  text_sealer(const text_sealer&) = delete;
  text_sealer& operator=(const text_sealer&) = delete;
  virtual ~text_sealer() = default;

  virtual std::string seal(std::string_view text) const = 0;
  /// A failure: sealed with another key, or not at all.
  virtual result<std::string> open(std::string_view sealed) const = 0;
};

}  // namespace aurawell::net
