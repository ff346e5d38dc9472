#pragma once

#include <mutex>

#include "domain/ports/store_access.hpp"

namespace aurawell::net {

/// Runs every work at once, on the thread that asks, against the store that it was given.
class immediate_store final : public store_access {
 public:
  explicit immediate_store(std::shared_ptr<advice_store> store) : store_{std::move(store)} {}

  void read(work what, report then) override {
    result<void> done;
    {
      const std::lock_guard lock{mutex_};
      done = what(*store_);
    }
    then(done);
  }

  void write(work what, report then) override {
    result<void> done;
    {
      const std::lock_guard lock{mutex_};
      done = store_->begin();
      if (done) {
        done = store_->together([&] { return what(*store_); });
        const auto committed = store_->commit();
        done = committed ? done : committed;
      }
    }
    then(done);
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<advice_store> store_;
};

}  // namespace aurawell::net
