#pragma once

#include <functional>
#include <string>

#include "domain/result.hpp"

namespace aurawell::net {

/// Passwords, slowly on purpose and off the threads that serve. Thread-safe; no call
/// blocks. Each callback is called exactly once, on a thread of the hasher's or before
/// the call returns; `ec::unavailable` when too many wait already.
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

  virtual void hash(std::string password, std::function<void(result<std::string>)> then) = 0;

  /// `hash` empty: there is no such account; takes as long as a wrong password.
  virtual void verify(std::string password, std::string hash,
                      std::function<void(result<verdict>)> then) = 0;
};

}  // namespace aurawell::net
