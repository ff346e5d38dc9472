#include "net/server/io_threads.hpp"

#include <pthread.h>

#include <algorithm>

namespace aurawell::net {

io_threads::io_threads(std::uint32_t count, const std::string& name) {
  const auto wanted = count > 0 ? count : std::max(1U, std::thread::hardware_concurrency());
  loops_.reserve(wanted);
  for (std::uint32_t i = 0; i < wanted; ++i) {
    auto& loop = *loops_.emplace_back(std::make_unique<loop_thread>());
    loop.thread = std::thread{[&context = loop.context] { context.run(); }};
    const auto numbered = name + "-" + std::to_string(i);
    pthread_setname_np(loop.thread.native_handle(), numbered.c_str());
  }
}

io_threads::~io_threads() {
  stop();
  // What waits on one loop may own timers and sockets of another one, which must still exist then.
  for (auto& loop : loops_) {
    loop->work.reset();
    loop->context.drop_work();
  }
}

void io_threads::stop() {
  for (auto& loop : loops_) {
    loop->context.stop();
  }
  for (auto& loop : loops_) {
    if (loop->thread.joinable()) {
      loop->thread.join();
    }
  }
}

}  // namespace aurawell::net
