#pragma once

#include <functional>
#include <string>

#include "domain/result.hpp"

namespace aurawell::net {

/// Decides the turn of a job.
struct hash_asker {
  /// The network that the password comes from; empty: unknown, all such count as one.
  std::string network;
  /// The client has shown something that strangers do not have: a token, a code, the right
  /// password, or a network where the account has a login.
  bool is_known = false;
};

/// Hashes and verifies passwords on threads of its own, slowly by design. Thread-safe; no call
/// blocks. Each callback is called exactly once, on a thread of the hasher or before the call
/// returns; `ec::unavailable` when too many jobs wait, or a job has waited too long. Networks are
/// served in turn; when too many jobs wait, the newest of the network with the most is refused.
/// Known clients wait in a line of their own and get every second turn, so that strangers cannot
/// block them.
class password_hasher {
 public:
  struct verdict {
    bool right = false;
    /// The hash was made with less effort than the present options.
    bool outdated = false;
  };

  password_hasher() = default;
  password_hasher(const password_hasher&) = delete;
  password_hasher& operator=(const password_hasher&) = delete;
  virtual ~password_hasher() = default;

  virtual void hash(std::string password, const hash_asker& asker,
                    std::function<void(result<std::string>)> then) = 0;

  /// `hash` empty: no such account; takes as long as a wrong password.
  virtual void verify(std::string password, std::string hash, const hash_asker& asker,
                      std::function<void(result<verdict>)> then) = 0;
};

}  // namespace aurawell::net
