#pragma once

#include <mutex>

#include "domain/ports/store_access.hpp"

namespace aurawell::net {

/// Runs every task at once, on the calling thread, with a given store.
class immediate_store final : public store_access {
 public:
  explicit immediate_store(std::shared_ptr<advice_store> store) : store_{std::move(store)} {}

  void read(const store_asker&, work task, report then) override {
    result<void> done;
    {
      const std::lock_guard lock{mutex_};
      done = task(*store_);
    }
    then(done);
  }

  bool fails_writes = false;

 private:
  void do_write(const store_asker&, work task, report then) override {
    result<void> done;
    if (fails_writes) {
      done = error{ec::database_unreachable, "as the test wished"};
    } else {
      const std::lock_guard lock{mutex_};
      done = store_->begin();
      if (done) {
        done = store_->together([&] { return task(*store_); });
        const auto committed = store_->commit();
        done = committed ? done : committed;
      }
    }
    then(done);
  }

  std::mutex mutex_;
  std::shared_ptr<advice_store> store_;
};

}  // namespace aurawell::net
