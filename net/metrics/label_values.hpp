#pragma once

#include <cstddef>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Limits the number of values of one label. Each value makes time series that Prometheus keeps for
/// a long time, and some values come from outside. Thread-safe.
class label_values {
 public:
  explicit label_values(std::size_t most) noexcept : most_{most} {}

  /// Returns `text`, cut to 64 characters and with "_" for everything but printable ASCII; "other"
  /// when the value is new and there are `most` already. Empty stays empty.
  std::string value_for(std::string_view text);

 private:
  std::size_t most_;
  std::mutex mutex_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace aurawell::net
