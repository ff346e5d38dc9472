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

/// The event loops. Each runs on a thread of its own, so an object that is used only on one loop
/// needs neither a lock nor a strand.
class io_threads {
 public:
  /// 0 means one per core. The threads start here and are named "io-0", "io-1" and so on.
  explicit io_threads(std::uint32_t count, const std::string& name = "io");
  io_threads(const io_threads&) = delete;
  io_threads& operator=(const io_threads&) = delete;
  ~io_threads();

  std::size_t size() const noexcept { return loops_.size(); }
  boost::asio::io_context& loop(std::size_t index) noexcept { return loops_[index]->context; }

  /// Stops the loops and joins their threads. Queued work is dropped. May be called twice; must not
  /// be called from one of these threads.
  void stop();

 private:
  /// A context whose work can be dropped while others of its kind still exist.
  struct loop_context : boost::asio::io_context {
    using io_context::io_context;
    void drop_work() { shutdown(); }
  };

  struct loop_thread {
    loop_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{
        context.get_executor()};
    std::thread thread;
  };

  std::vector<std::unique_ptr<loop_thread>> loops_;
};

}  // namespace aurawell::net
