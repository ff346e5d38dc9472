#pragma once

#include <functional>
#include <string>

#include "domain/result.hpp"

namespace aurawell::net {

/// Whose turn it is.
struct hash_asker {
  /// Where the password comes from; empty: not known, all such count as one.
  std::string network;
  /// Has shown something that strangers do not have: a token, a code, the right password, or a
  /// network where the account has a login.
  bool is_known = false;
};

/// Passwords, slowly on purpose and off the threads that serve. Thread-safe; no call
/// blocks. Each callback is called exactly once, on a thread of the hasher's or before
/// the call returns; `ec::unavailable` when too many wait already, or
/// it has waited too long. Networks have their turns
/// one after the other, and when too many wait, the newest of the network with the most is
/// refused. Those who are known wait by themselves, and every other turn is theirs, so that
/// strangers cannot keep them out.
class password_hasher {
 public:
  struct verdict {
    bool right = false;
    /// The hash was made with less effort than is usual now.
    bool outdated = false;
  };

  password_hasher() = default;
  password_hasher(const password_hasher&) = delete;
  password_hasher& operator=(const password_hasher&) = delete;
  virtual ~password_hasher() = default;

  virtual void hash(std::string password, const hash_asker& who,
                    std::function<void(result<std::string>)> then) = 0;

  /// `hash` empty: there is no such account; takes as long as a wrong password.
  virtual void verify(std::string password, std::string hash, const hash_asker& who,
                      std::function<void(result<verdict>)> then) = 0;
};

}  // namespace aurawell::net
