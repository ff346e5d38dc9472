#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "domain/ports/conversation_archive.hpp"
#include "net/conversation_routes.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::net {

/// Gives the answers that a test has prepared, at once or when the test says so.
class fake_archive final : public conversation_archive {
 public:
  void list(conversation_list_query query, reply<conversation_list> then) override {
    note(std::move(query), [this, then = std::move(then)] { then(conversations); });
  }
  void read(exchange_list_query query, reply<exchange_list> then) override {
    note(std::move(query), [this, then = std::move(then)] { then(exchanges); });
  }
  void remove(conversation_key key, reply<void> then) override {
    note(std::move(key), [this, then = std::move(then)] { then(removal); });
  }

  /// What was asked, once there are so many.
  std::vector<conversation_request> asked(std::size_t count) {
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, test_support::test_patience, [&] { return asked_.size() >= count; });
    return asked_;
  }

  /// Answers, on this thread, what is held back.
  void answer_held() {
    std::vector<std::function<void()>> all;
    {
      const std::lock_guard lock{mutex_};
      all.swap(held_);
    }
    for (const auto& answer : all) {
      answer();
    }
  }

  /// Set before the first question.
  result<conversation_list> conversations{conversation_list{}};
  result<exchange_list> exchanges{exchange_list{}};
  result<void> removal;
  bool holds_back = false;

 private:
  void note(conversation_request wanted, std::function<void()> answer) {
    {
      const std::lock_guard lock{mutex_};
      asked_.push_back(std::move(wanted));
      if (holds_back) {
        held_.push_back(std::exchange(answer, nullptr));
      }
    }
    changed_.notify_all();
    if (answer) {
      answer();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<conversation_request> asked_;
  std::vector<std::function<void()>> held_;
};

}  // namespace aurawell::net
