#pragma once

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "domain/ports/write_spool.hpp"

namespace aurawell::test_support {

/// A spool in memory, with failures on request. Its "disk" can be given to another one.
class fake_spool final : public write_spool {
 public:
  /// The records that would survive a crash.
  struct disk {
    std::vector<waiting_write> writes;
    std::vector<spooled_write> aside;
    std::int64_t last_number = 0;
    std::size_t most_writes = 1'000'000;
    bool fails = false;
    int appends = 0;
  };

  explicit fake_spool(std::shared_ptr<disk> on) : on_{std::move(on)} {}

  result<std::vector<waiting_write>> load() override { return on_->writes; }

  result<std::int64_t> append(const std::vector<spooled_write>& writes) override {
    ++on_->appends;
    if (on_->fails || on_->writes.size() + writes.size() > on_->most_writes) {
      return failure();
    }
    const auto first = on_->last_number + 1;
    for (const auto& write : writes) {
      if (!std::holds_alternative<question_record>(write)) {
        forget_progress(write);
      }
      on_->writes.push_back({++on_->last_number, write});
    }
    return first;
  }

  result<void> remove_until(std::int64_t number) override {
    if (on_->fails) {
      return failure();
    }
    std::erase_if(on_->writes, [&](const auto& one) { return one.number <= number; });
    return {};
  }

  result<void> clear() override { return remove_until(on_->last_number); }

  result<void> set_aside(std::int64_t number, ec /*why*/) override {
    if (on_->fails) {
      return failure();
    }
    const auto found = std::find_if(on_->writes.begin(), on_->writes.end(),
                                    [&](const auto& one) { return one.number == number; });
    // Missing: it was set aside, and then its transaction failed.
    if (found != on_->writes.end()) {
      on_->aside.push_back(found->write);
      on_->writes.erase(found);
    }
    return {};
  }

  result<void> erase(const user_id& user) override {
    std::erase_if(on_->aside, [&](const auto& write) { return concerns(write, user); });
    return {};
  }

  std::size_t bytes() const noexcept override { return on_->writes.size(); }

 private:
  static error failure() { return {ec::database_unreachable, "the spool fails"}; }

  static bool concerns(const spooled_write& write, const user_id& user) {
    const auto* question = std::get_if<question_record>(&write);
    const auto* answer = std::get_if<answer_record>(&write);
    return asker_of(write) == user || (question != nullptr && question->key.user == user) ||
           (answer != nullptr && answer->key.user == user);
  }

  void forget_progress(const spooled_write& by) {
    std::erase_if(on_->writes, [&](const auto& one) {
      return std::holds_alternative<progress_record>(one.write) &&
             asker_of(one.write) == asker_of(by) && request_of(one.write) == request_of(by);
    });
  }

  std::shared_ptr<disk> on_;
};

}  // namespace aurawell::test_support
