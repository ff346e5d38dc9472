#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace aurawell::net {

/// The event loops. Each has one thread of its own, so whatever lives on one of
/// them needs neither a lock nor a strand.
class io_threads {
 public:
  /// 0 means one per core. Threads run from here on, as "io-0" and so forth.
  explicit io_threads(std::uint32_t count, const std::string& name = "io");
  io_threads(const io_threads&) = delete;
  io_threads& operator=(const io_threads&) = delete;
  ~io_threads();

  std::size_t size() const noexcept { return loops_.size(); }
  boost::asio::io_context& loop(std::size_t index) noexcept { return loops_[index]->context; }

  /// Stops the loops and waits for their threads. What is still queued is dropped.
  /// Safe to call twice; must not be called from one of the threads.
  void stop();

 private:
  struct loop_thread {
    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{
        context.get_executor()};
    std::thread thread;
  };

  std::vector<std::unique_ptr<loop_thread>> loops_;
};

}  // namespace aurawell::net
