#pragma once

#include <atomic>
#include <memory>
#include <string_view>

#include "domain/models/provider_lessons.hpp"
#include "net/llm/request/llm_options.hpp"

namespace aurawell::net {

/// What one server does about thoughts that no tag opens. Any thread may call everything.
class thought_habit {
 public:
  /// @param lessons Is told what is assumed at first and what answers have shown, where no setting
  /// says it; may be null.
  thought_habit(thought_style setting, std::string_view model,
                std::shared_ptr<provider_lessons> lessons = nullptr);

  bool begins_inside() const noexcept { return begins_inside_.load(std::memory_order_relaxed); }
  /// An answer has shown it, neither the setting nor the model's name.
  bool is_learned() const noexcept { return is_learned_.load(std::memory_order_relaxed); }
  /// An answer has shown it. Changes nothing where the setting says.
  void note(bool begins_inside);

 private:
  void tell(bool begins_inside) const;

  const bool may_learn_;
  const std::shared_ptr<provider_lessons> lessons_;
  std::atomic<bool> is_learned_{false};
  std::atomic<bool> begins_inside_;
};

}  // namespace aurawell::net
