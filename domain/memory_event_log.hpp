#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "domain/ports/event_log.hpp"

namespace aurawell {

/// The log of a session that lives in this process. Not thread-safe.
class memory_event_log final : public event_log {
 public:
  event_seq append(server_event event) override;
  event_seq append_delta(const std::shared_ptr<const request_scope>& scope, wall_time at,
                         std::string_view text) override;
  event_seq append_snapshot(const std::shared_ptr<const request_scope>& scope, wall_time at,
                            std::string_view text) override;
  std::string_view answer_so_far(const request_id& request) const noexcept override;
  std::shared_ptr<const std::string> seal_answer(const request_id& request) override;
  log_page read(event_seq after, std::size_t max_bytes) const override;
  bool covers(event_seq after) const noexcept override {
    return after + 1 >= first_ && after <= last();
  }
  std::size_t bytes_after(event_seq after) const noexcept override;
  event_seq last() const noexcept override { return first_ + entries_.size() - 1; }
  void trim(std::size_t max_bytes) override;

  /// What `trim` bounds: texts and the entries beside them.
  std::size_t held_bytes() const noexcept { return held_bytes_; }

 private:
  struct answer {
    std::shared_ptr<const request_scope> scope;
    std::shared_ptr<std::string> text = std::make_shared<std::string>();
    std::size_t kept_deltas = 0;
    bool sealed = false;
  };

  /// Either a range of an answer's text, or any other event.
  struct entry {
    wall_time at;
    std::shared_ptr<answer> of;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool snapshot = false;
    std::unique_ptr<const server_event> event;
  };

  event_seq append_range(const std::shared_ptr<const request_scope>& scope, wall_time at,
                         std::string_view text, bool snapshot);
  static std::size_t text_bytes(const entry& of) noexcept;
  std::shared_ptr<answer> open_answer(const std::shared_ptr<const request_scope>& scope);
  void forget_oldest();
  static bool continues(const server_event& event, const entry& next);

  std::deque<entry> entries_;
  std::vector<std::shared_ptr<answer>> open_answers_;
  /// Seq of `entries_.front()`.
  event_seq first_ = 1;
  std::size_t held_bytes_ = 0;
};

}  // namespace aurawell
