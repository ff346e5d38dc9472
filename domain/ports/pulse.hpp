#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace aurawell {

enum class pulse_state : unsigned char { not_asked, asked, answered };

/// One question to a part of the program: does it still handle what it gets? Without an answer the
/// last owner's end leaves `not_asked`: the part has been replaced, and its successor can be asked.
class pulse {
 public:
  explicit pulse(std::shared_ptr<std::atomic<pulse_state>> state) : state_{std::move(state)} {
    *state_ = pulse_state::asked;
  }
  pulse(const pulse&) = delete;
  pulse& operator=(const pulse&) = delete;
  ~pulse() {
    auto unanswered = pulse_state::asked;
    state_->compare_exchange_strong(unanswered, pulse_state::not_asked);
  }

  /// Any thread.
  void answer() const noexcept { *state_ = pulse_state::answered; }

 private:
  std::shared_ptr<std::atomic<pulse_state>> state_;
};

using pulse_ptr = std::shared_ptr<const pulse>;

/// A part of the program that can be asked.
struct pulse_part {
  /// For the log.
  std::string name;
  /// Passes the question on; must not block.
  std::function<void(const pulse_ptr&)> ask;
};

}  // namespace aurawell
