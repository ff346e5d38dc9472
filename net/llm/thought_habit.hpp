#pragma once

#include <atomic>
#include <string_view>

#include "net/llm/llm_options.hpp"

namespace aurawell::net {

/// What one server does about thoughts that no tag opens. Any thread may call everything.
class thought_habit {
 public:
  thought_habit(thought_style setting, std::string_view model);

  bool begins_inside() const noexcept { return begins_inside_.load(std::memory_order_relaxed); }
  /// An answer has shown it, neither the setting nor the model's name.
  bool is_learned() const noexcept { return is_learned_.load(std::memory_order_relaxed); }
  /// An answer has shown it. Changes nothing where the setting says.
  void note(bool begins_inside) noexcept;

 private:
  const bool may_learn_;
  std::atomic<bool> is_learned_{false};
  std::atomic<bool> begins_inside_;
};

}  // namespace aurawell::net
