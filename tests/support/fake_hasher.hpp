#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "net/auth/passwords/password_hasher.hpp"

namespace aurawell::test_support {

/// "hash-of-secret" is the hash of "secret"; "old-hash-of-secret" is one with outdated parameters.
class fake_hasher final : public net::password_hasher {
 public:
  void hash(std::string password, const net::hash_asker& asker,
            std::function<void(result<std::string>)> then) override {
    if (busy) {
      then(error{ec::unavailable, "too many passwords wait to be looked at"});
      return;
    }
    note(hashed_for, asker);
    then("hash-of-" + password);
  }

  void verify(std::string password, std::string hash, const net::hash_asker& asker,
              std::function<void(result<verdict>)> then) override {
    ++verified;
    note(verified_for, asker);
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
  /// The network of each call, for tests with one calling thread.
  bool notes_askers = false;
  std::vector<net::hash_asker> hashed_for;
  std::vector<net::hash_asker> verified_for;
  /// Called between a request and the check of its password. The call may replace this function.
  std::function<void()> before_verdict;

 private:
  void note(std::vector<net::hash_asker>& in, const net::hash_asker& asker) const {
    if (notes_askers) {
      in.push_back(asker);
    }
  }
};

}  // namespace aurawell::test_support
