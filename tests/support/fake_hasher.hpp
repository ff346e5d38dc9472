#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "net/auth/passwords/password_hasher.hpp"

namespace aurawell::test_support {

/// "hash-of-secret" is the hash of "secret"; "old-hash-of-secret" one made with too little
/// effort.
class fake_hasher final : public net::password_hasher {
 public:
  void hash(std::string password, const net::hash_asker& who,
            std::function<void(result<std::string>)> then) override {
    if (busy) {
      then(error{ec::unavailable, "too many passwords wait to be looked at"});
      return;
    }
    note(hashed_for, who);
    then("hash-of-" + password);
  }

  void verify(std::string password, std::string hash, const net::hash_asker& who,
              std::function<void(result<verdict>)> then) override {
    ++verified;
    note(verified_for, who);
    if (busy) {
      then(error{ec::unavailable, "too many passwords wait to be looked at"});
      return;
    }
    if (const auto meanwhile = before_verdict) {
      meanwhile();
    }
    const bool outdated = hash == "old-hash-of-" + password;
    then(verdict{outdated || hash == "hash-of-" + password, outdated});
  }

  bool busy = false;
  int verified = 0;
  /// For whom, where one thread asks and wants to know it.
  bool notes_askers = false;
  std::vector<net::hash_asker> hashed_for;
  std::vector<net::hash_asker> verified_for;
  /// What happens between a request and the look at its password; may be replaced in its call.
  std::function<void()> before_verdict;

 private:
  void note(std::vector<net::hash_asker>& in, const net::hash_asker& who) const {
    if (notes_askers) {
      in.push_back(who);
    }
  }
};

}  // namespace aurawell::test_support
