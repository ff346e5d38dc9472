#pragma once

#include <cstddef>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace aurawell::net {

/// The values of one label. Each makes time series that Prometheus keeps for long, so a
/// label that others can fill takes only so many. Thread-safe.
class label_values {
 public:
  explicit label_values(std::size_t most) noexcept : most_{most} {}

  /// `text`, cut to 64 characters and with "_" for everything but printable ASCII; or
  /// "other" when it is new and there are `most` already. Empty stays empty.
  std::string admit(std::string_view text);

 private:
  std::size_t most_;
  std::mutex mutex_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace aurawell::net
