#include "tests/loadtest/load_results.hpp"

#include <utility>

namespace aurawell::loadtest {
namespace {

constexpr std::size_t max_reasons = 50;

}  // namespace

std::uint64_t violations::total() const noexcept {
  return lost_tokens + reordered_tokens + repeated_tokens + stray_bytes + unfinished_text +
         text_mismatch + seq_not_rising + status_order + second_terminal + foreign_request +
         unreadable_frames;
}

void violations::merge(const violations& other) noexcept {
  lost_tokens += other.lost_tokens;
  reordered_tokens += other.reordered_tokens;
  repeated_tokens += other.repeated_tokens;
  stray_bytes += other.stray_bytes;
  unfinished_text += other.unfinished_text;
  text_mismatch += other.text_mismatch;
  seq_not_rising += other.seq_not_rising;
  status_order += other.status_order;
  second_terminal += other.second_terminal;
  foreign_request += other.foreign_request;
  unreadable_frames += other.unreadable_frames;
}

void slow_reader_counts::merge(const slow_reader_counts& other) noexcept {
  connections += other.connections;
  closed_as_slow += other.closed_as_slow;
  lost += other.lost;
  answers += other.answers;
  bytes += other.bytes;
}

void load_results::add_failure(std::string_view reason, std::uint64_t times) {
  const auto known = failures_.find(reason);
  if (known != failures_.end()) {
    known->second += times;
  } else if (failures_.size() < max_reasons) {
    failures_.emplace(reason, times);
  } else {
    failures_["other reasons"] += times;
  }
}

void load_results::merge(const load_results& other) {
  connect.merge(other.connect);
  first_token.merge(other.first_token);
  frame_gap.merge(other.frame_gap);
  token_latency.merge(other.token_latency);
  stream_p99.merge(other.stream_p99);
  answer.merge(other.answer);
  cancel.merge(other.cancel);
  connections += other.connections;
  connections_failed += other.connections_failed;
  connections_lost += other.connections_lost;
  answers_done += other.answers_done;
  answers_cancelled += other.answers_cancelled;
  answers_failed += other.answers_failed;
  answers_incomplete += other.answers_incomplete;
  frames += other.frames;
  text_frames += other.text_frames;
  tokens += other.tokens;
  broken.merge(other.broken);
  slow.merge(other.slow);
  for (const auto& [reason, times] : other.failures()) {
    add_failure(reason, times);
  }
}

void load_results::begin_window() {
  load_results kept;
  kept.connections = connections;
  kept.connections_failed = connections_failed;
  kept.connections_lost = connections_lost;
  kept.answers_failed = answers_failed;
  kept.answers_incomplete = answers_incomplete;
  kept.broken = broken;
  kept.slow = slow;
  kept.failures_ = std::move(failures_);
  kept.window_ = window_ + 1;
  *this = std::move(kept);
}

bool load_results::flawless() const noexcept {
  return connections_failed == 0 && connections_lost == 0 && answers_failed == 0 &&
         answers_incomplete == 0 && broken.total() == 0;
}

}  // namespace aurawell::loadtest
