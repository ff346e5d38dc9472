#pragma once

#include <chrono>

namespace aurawell {

/// One thread that serves sockets and runs other work between them.
class event_loop {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// Must live until the loop has ended.
  class work {
   public:
    work() = default;
    work(const work&) = delete;
    work& operator=(const work&) = delete;
    virtual void run() = 0;

   protected:
    ~work() = default;
  };

  event_loop() = default;
  event_loop(const event_loop&) = delete;
  event_loop& operator=(const event_loop&) = delete;
  virtual ~event_loop() = default;

  /// Any thread. Runs `todo` once on the loop's thread, never inside this call; not at all when the
  /// loop ends before. On the loop's own thread it takes no lock and makes no system call.
  virtual void post(work& todo) = 0;

  /// The loop's thread. Runs `todo` at `due`, unless another call has replaced the time before.
  virtual void run_at(time_point due, work& todo) = 0;
};

}  // namespace aurawell
