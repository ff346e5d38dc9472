#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports/write_spool.hpp"

namespace aurawell::test_support {

/// A spool in memory, which fails when told to. Its "disk" can be given to another one.
class fake_spool final : public write_spool {
 public:
  /// What would survive a crash.
  struct disk {
    std::vector<spooled_write> writes;
    std::vector<spooled_write> aside;
    std::size_t bytes = 0;
    std::size_t most_bytes = 1'000'000;
    bool fails = false;
    int appends = 0;
    int rewrites = 0;
  };

  explicit fake_spool(std::shared_ptr<disk> on) : on_{std::move(on)} {}

  result<std::vector<spooled_write>> load() override { return on_->writes; }

  /// The number of the write, in eight bytes, and as many dots as its text is long.
  std::string encoded(const spooled_write& write) const override {
    known_.push_back(write);
    auto text = std::to_string(known_.size() - 1);
    text.insert(0, 8 - text.size(), '0');
    text += std::string(text_size(write), '.');
    return text + "\n";
  }

  result<void> append(std::string_view writes) override {
    ++on_->appends;
    if (on_->fails) {
      return failure();
    }
    take(writes);
    return {};
  }

  result<void> replace(std::string_view writes) override {
    if (on_->fails) {
      return failure();
    }
    on_->rewrites += writes.empty() ? 0 : 1;
    on_->writes.clear();
    on_->bytes = 0;
    take(writes);
    return {};
  }

  result<void> set_aside(const spooled_write& write) override {
    if (on_->fails) {
      return failure();
    }
    on_->aside.push_back(write);
    return {};
  }

  result<void> erase_aside(const user_id& user) override {
    std::erase_if(on_->aside, [&](const auto& write) { return concerns(write, user); });
    return {};
  }

  std::size_t bytes() const noexcept override { return on_->bytes; }
  std::size_t most_bytes() const noexcept override { return on_->most_bytes; }

 private:
  static error failure() { return {ec::database_unreachable, "the spool fails"}; }

  static std::size_t text_size(const spooled_write& write) {
    if (const auto* answer = std::get_if<answer_record>(&write)) {
      return answer->summary.text->size();
    }
    const auto* progress = std::get_if<progress_record>(&write);
    return progress != nullptr ? progress->text.size()
                               : std::get<question_record>(write).text.size();
  }

  void take(std::string_view writes) {
    on_->bytes += writes.size();
    for (std::size_t at = 0; at < writes.size(); at = writes.find('\n', at) + 1) {
      on_->writes.push_back(known_.at(std::stoul(std::string{writes.substr(at, 8)})));
    }
  }

  std::shared_ptr<disk> on_;
  mutable std::vector<spooled_write> known_;
};

}  // namespace aurawell::test_support
