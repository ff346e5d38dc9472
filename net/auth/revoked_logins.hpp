#pragma once

#include <cstddef>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "domain/account/account.hpp"

namespace aurawell::net {

/// The logins whose tokens count no more, each for as long as one of its tokens could be
/// unexpired. Thread-safe.
class revoked_logins {
 public:
  /// As `revoked_login::login`: all that the user has. No token can belong to it.
  static constexpr std::string_view every_login = "*";

  /// Also forgets, from time to time, those that do not matter any more.
  void add(const revoked_login& login, wall_time now);

  bool contains(const user_id& user, std::string_view login) const;

  std::size_t size() const;

 private:
  static std::string key_of(const user_id& user, std::string_view login);

  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, wall_time> until_;
  std::size_t next_cleaning_ = 1024;
};

}  // namespace aurawell::net
