#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "net/auth/password_hasher.hpp"
#include "net/auth/password_options.hpp"

namespace aurawell::net {

/// Argon2id by libsodium, on threads of its own. Passwords are wiped as soon as they have
/// been used, or refused.
class sodium_password_hasher final : public password_hasher {
 public:
  /// Throws `std::runtime_error` when libsodium cannot be used.
  explicit sodium_password_hasher(const password_options& options);

  /// Who still waits hears `ec::unavailable`.
  ~sodium_password_hasher() override;

  void hash(std::string password, std::function<void(result<std::string>)> then) override;
  void verify(std::string password, std::string hash,
              std::function<void(result<verdict>)> then) override;

 private:
  /// `refused` when it is not to be done any more.
  struct job {
    std::function<void()> work;
    std::function<void()> refused;
  };

  void add(job fresh);
  void run();

  const password_options options_;
  /// Of no password, but as slow to verify as any.
  const std::string decoy_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<job> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace aurawell::net
