#pragma once

#include <caf/actor_system.hpp>
#include <caf/resumable.hpp>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace aurawell::actors {

/// Threads that run actors whose handlers take long, in the order in which they became ready.
class work_threads {
 public:
  work_threads(caf::actor_system& system, std::size_t max_messages)
      : system_{system}, max_messages_{max_messages} {}
  work_threads(const work_threads&) = delete;
  work_threads& operator=(const work_threads&) = delete;
  ~work_threads() { stop(); }

  void start(std::size_t count);

  /// Any thread. Owns a reference to the actor. False after `stop`.
  bool run_soon(caf::resumable* ready);

  /// Runs everything that is ready, then joins the threads. May be called twice.
  void stop();

 private:
  void run_all();
  caf::resumable* next();

  caf::actor_system& system_;
  const std::size_t max_messages_;
  std::mutex mutex_;
  std::condition_variable changed_;
  /// Each actor at most once, so no longer than the number of actors that take long.
  std::deque<caf::resumable*> ready_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace aurawell::actors
