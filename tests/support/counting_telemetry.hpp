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
  void question_denied(transport /*over*/) override {
    const std::lock_guard lock{mutex};
    ++denied;
  }
  void answer_began(chat_kind /*pool*/, std::chrono::nanoseconds since_question) override {
    const std::lock_guard lock{mutex};
    first_texts.push_back(since_question);
  }
  void answer_ended(const answer_report& answer) override {
    const std::lock_guard lock{mutex};
    ended.emplace_back(answer.pool, answer.status);
    reports.push_back(answer);
  }
  void traceparent_ignored() override {
    const std::lock_guard lock{mutex};
    ++ignored_traces;
  }
  void session_resumed(resume_outcome outcome) override {
    const std::lock_guard lock{mutex};
    ++resumed[outcome];
  }
  void store_called(store_call call, std::chrono::nanoseconds /*duration*/) override {
    const std::lock_guard lock{mutex};
    ++store_calls[call];
  }
  void question_screened(safety_level found) override {
    const std::lock_guard lock{mutex};
    ++screened[found];
  }
  void worker_terminated(chat_kind /*pool*/) override {
    const std::lock_guard lock{mutex};
    ++dead_workers;
  }

  int ignored_traces = 0;
  std::mutex mutex;
  std::vector<std::chrono::nanoseconds> waits;
  std::map<refusal_reason, int> refused;
  std::map<safety_level, int> screened;
  std::vector<std::pair<chat_kind, request_status>> ended;
  std::vector<answer_report> reports;
  std::vector<std::chrono::nanoseconds> first_texts;
  std::map<resume_outcome, int> resumed;
  std::map<store_call, int> store_calls;
  int denied = 0;
  int dead_workers = 0;
};

}  // namespace aurawell::test_support
