#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "domain/admission/fair_queue.hpp"
#include "net/auth/passwords/password_hasher.hpp"
#include "net/auth/passwords/password_options.hpp"

namespace aurawell::net {

/// Argon2id by libsodium, on threads of its own. Passwords are wiped as soon as they have
/// been used, or refused.
class sodium_password_hasher final : public password_hasher {
 public:
  /// Throws `std::runtime_error` when libsodium cannot be used.
  explicit sodium_password_hasher(const password_options& options);

  /// Waiting jobs are called back with `ec::unavailable`.
  ~sodium_password_hasher() override;

  void hash(std::string password, const hash_asker& asker,
            std::function<void(result<std::string>)> then) override;
  void verify(std::string password, std::string hash, const hash_asker& asker,
              std::function<void(result<verdict>)> then) override;

 private:
  using clock = std::chrono::steady_clock;

  /// `refused` is called when the job must not run any more, and from `latest` on.
  struct job {
    std::function<void()> work;
    std::function<void()> refused;
    clock::time_point latest{};
  };

  using waiting_jobs = fair_queue<std::string, job>;

  void add(const hash_asker& asker, job fresh);
  void run();
  bool is_idle() const noexcept { return strangers_.empty() && known_.empty(); }
  /// The next; there must be one.
  job take_next();
  std::vector<job> take_late();

  const password_options options_;
  /// Matches no password, but takes as long to verify as any hash.
  const std::string decoy_;
  std::mutex mutex_;
  std::condition_variable changed_;
  waiting_jobs strangers_;
  waiting_jobs known_;
  bool is_turn_of_known_ = true;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace aurawell::net
