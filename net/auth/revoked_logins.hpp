#pragma once

#include <cstddef>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "domain/account/account.hpp"

namespace aurawell::net {

/// The logins whose tokens are invalid, each for as long as one of its tokens could be unexpired.
/// Thread-safe.
class revoked_logins {
 public:
  static constexpr auto every_login = revoked_login::every_login;

  /// Also removes, from time to time, those that are no longer needed.
  void add(const revoked_login& login, wall_time now);

  /// Undoes one `add` of `login`, which must have no `began_before`. Others stay.
  void remove(const revoked_login& login);

  /// @param began When the login began, in whole seconds; nothing: nobody knows, so that it
  /// ends with every login that began before some time.
  bool contains(const user_id& user, std::string_view login,
                std::optional<wall_time> began = {}) const;

  /// When a login of the user can begin at the earliest so that it is not one of those that end
  /// by their beginning; nothing: at any time.
  std::optional<wall_time> earliest_begin(const user_id& user) const;

  std::size_t size() const;

 private:
  struct whole {
    wall_time until;
    /// How often it was added.
    std::size_t times = 0;
  };
  /// As the fields of `revoked_login`.
  struct entry {
    wall_time until;
    wall_time began_before;
    std::string spared;
  };

  static std::string key_of(const user_id& user, std::string_view login);
  void add_earlier(const revoked_login& login);
  void clean(wall_time now);

  mutable std::shared_mutex mutex_;
  /// Whole logins, and everything of a user.
  std::unordered_map<std::string, whole> whole_;
  /// By users: logins that end by their beginning.
  std::unordered_map<std::string, entry> earlier_;
  std::size_t next_cleaning_ = 1024;
};

}  // namespace aurawell::net
