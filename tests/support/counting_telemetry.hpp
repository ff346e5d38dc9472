#pragma once

#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "domain/ports/telemetry.hpp"

namespace aurawell::test_support {

/// Keeps the reports of pools and sessions.
class counting_telemetry final : public telemetry {
 public:
  void question_waited(chat_kind /*pool*/, std::chrono::nanoseconds in_queue) override {
    const std::lock_guard lock{mutex};
    waits.push_back(in_queue);
  }
  void question_refused(chat_kind /*pool*/, refusal_reason why) override {
    const std::lock_guard lock{mutex};
    ++refused[why];
  }
  void answer_ended(chat_kind pool, request_status status) override {
    const std::lock_guard lock{mutex};
    ended.emplace_back(pool, status);
  }
  void question_screened(safety_level found) override {
    const std::lock_guard lock{mutex};
    ++screened[found];
  }
  void worker_terminated(chat_kind /*pool*/) override {
    const std::lock_guard lock{mutex};
    ++dead_workers;
  }

  std::mutex mutex;
  std::vector<std::chrono::nanoseconds> waits;
  std::map<refusal_reason, int> refused;
  std::map<safety_level, int> screened;
  std::vector<std::pair<chat_kind, request_status>> ended;
  int dead_workers = 0;
};

}  // namespace aurawell::test_support
