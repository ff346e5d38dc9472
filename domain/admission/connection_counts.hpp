#pragma once

#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "domain/ids.hpp"

namespace aurawell {

/// Counts the connected users and their connections. Thread-safe.
class connection_counts {
 public:
  struct counts {
    std::uint32_t connections = 0;
    std::uint32_t users = 0;
  };

  void joined(const user_id& user);

  /// Must follow one `joined` of the same user.
  void left(const user_id& user);

  counts now() const;

 private:
  mutable std::mutex mutex_;
  std::unordered_map<user_id, std::uint32_t> connections_by_user_;
  std::uint32_t connections_ = 0;
};

}  // namespace aurawell
