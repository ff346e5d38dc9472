#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/ids.hpp"
#include "domain/ports/client_channel.hpp"

namespace aurawell::net {

/// The open connections and answers of each user, in order of arrival, so that no user has more
/// than allowed. The newest connection stays, because older ones may be forgotten browser tabs.
/// Thread-safe.
class user_connections {
 public:
  explicit user_connections(std::uint32_t limit_per_user) noexcept : limit_{limit_per_user} {}

  /// Applies to each user from their next connection on.
  void set_limit(std::uint32_t limit_per_user);

  /// Past the limit the user's oldest connection is closed with `close_code::replaced`. A former
  /// connection of the same session no longer counts: the session has moved to this one and closes
  /// the former.
  /// @param login As `caller::login`; empty when there was no token.
  void joined(const user_id& user, const session_id& session,
              std::shared_ptr<client_channel> channel, std::string login = {});

  /// An answer over plain HTTP. It does not count against the limit, and ends with its login and
  /// its user.
  void answers(const user_id& user, std::shared_ptr<client_channel> channel, std::string login);

  /// The connection has presented a token of another login.
  void renewed(const user_id& user, const client_channel& channel, std::string login);

  /// May be called for a connection that does not count any more.
  void left(const user_id& user, const client_channel& channel) noexcept;

  /// Closes with `close_code::unauthenticated` the connections of a login that has signed out, or
  /// all of a user whose account was deleted. Call it after the revocation.
  void close_login(const user_id& user, std::string_view login);
  void close_user(const user_id& user);
  /// Closes the connections of all other logins.
  void close_others(const user_id& user, std::string_view spared);

 private:
  struct entry {
    session_id session;
    std::shared_ptr<client_channel> channel;
    std::string login;
    bool counts = true;
  };

  void close_those(const user_id& user, const std::string& reason,
                   const std::function<bool(const entry&)>& is_meant);

  std::mutex mutex_;
  std::uint32_t limit_;
  std::unordered_map<user_id, std::vector<entry>> open_;
};

}  // namespace aurawell::net
