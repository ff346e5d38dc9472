#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "domain/ids.hpp"
#include "domain/ports/client_channel.hpp"

namespace aurawell::net {

/// Who has which connections open, in order of arrival, so that nobody has more than
/// allowed: the newest counts most, because the others may be forgotten browser tabs.
/// Thread-safe.
class user_connections {
 public:
  explicit user_connections(std::uint32_t limit_per_user) noexcept : limit_{limit_per_user} {}

  /// Takes effect for each user with the next connection.
  void set_limit(std::uint32_t limit_per_user);

  /// Past the limit the user's oldest connection is closed with `close_code::replaced`.
  /// One of the same session no longer counts: its session has moved on to this one
  /// and closes it.
  void joined(const user_id& user, const session_id& session,
              std::shared_ptr<client_channel> channel);

  /// May be called for a connection that does not count any more.
  void left(const user_id& user, const client_channel& channel) noexcept;

 private:
  struct entry {
    session_id session;
    std::shared_ptr<client_channel> channel;
  };

  std::mutex mutex_;
  std::uint32_t limit_;
  std::unordered_map<user_id, std::vector<entry>> open_;
};

}  // namespace aurawell::net
