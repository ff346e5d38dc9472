#pragma once

#include <string>
#include <utility>

#include "net/auth/password_hasher.hpp"

namespace aurawell::test_support {

/// "hash-of-secret" is the hash of "secret"; "old-hash-of-secret" one made with too little
/// effort.
class fake_hasher final : public net::password_hasher {
 public:
  void hash(std::string password, std::function<void(result<std::string>)> then) override {
    if (busy) {
      then(error{ec::unavailable, "too many passwords wait to be looked at"});
      return;
    }
    then("hash-of-" + password);
  }

  void verify(std::string password, std::string hash,
              std::function<void(result<verdict>)> then) override {
    ++verified;
    if (busy) {
      then(error{ec::unavailable, "too many passwords wait to be looked at"});
      return;
    }
    const bool outdated = hash == "old-hash-of-" + password;
    then(verdict{outdated || hash == "hash-of-" + password, outdated});
  }

  bool busy = false;
  int verified = 0;
};

}  // namespace aurawell::test_support
