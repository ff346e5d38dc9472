#pragma once

#include <atomic>
#include <memory>
#include <string_view>

#include "domain/models/provider_lessons.hpp"
#include "net/llm/request/llm_options.hpp"

namespace aurawell::net {

/// Whether one server sends thoughts without an opening tag. Thread-safe.
class thought_habit {
 public:
  /// @param lessons Receives the initial assumption and what answers show, unless a setting
  /// decides; may be null.
  thought_habit(thought_style setting, std::string_view model,
                std::shared_ptr<provider_lessons> lessons = nullptr);

  bool begins_inside() const noexcept { return begins_inside_.load(std::memory_order_relaxed); }
  /// True when an answer has shown it; false for the setting and the model's name.
  bool is_learned() const noexcept { return is_learned_.load(std::memory_order_relaxed); }
  /// An answer has shown it. No effect where a setting decides.
  void note(bool begins_inside);

 private:
  void tell(bool begins_inside) const;

  const bool may_learn_;
  const std::shared_ptr<provider_lessons> lessons_;
  std::atomic<bool> is_learned_{false};
  std::atomic<bool> begins_inside_;
};

}  // namespace aurawell::net
