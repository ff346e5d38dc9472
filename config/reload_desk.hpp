#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "net/admin/admin_controls.hpp"

namespace aurawell::config {

/// Reloads that operators have asked for, until the thread that reloads has made one: that one is
/// for all of them. Thread-safe.
class reload_desk {
 public:
  using receiver = std::function<void(net::control_outcome)>;

  /// Further requests are refused.
  static constexpr std::size_t most_waiting = 32;

  /// @param wake Called for each request; must not block.
  explicit reload_desk(std::function<void()> wake) : wake_{std::move(wake)} {}

  /// `then` is called once: with the outcome of a reload that begins after this call, or with a
  /// refusal, possibly before the return.
  void ask(receiver then);

  /// Those that wait. The caller must call each, after its reload.
  std::vector<receiver> take();

  /// The service stops: refuses what waits, and what comes.
  void close();

 private:
  const std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<receiver> waiting_;
  bool is_closed_ = false;
};

}  // namespace aurawell::config
