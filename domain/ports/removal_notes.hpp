#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "domain/ports/advice_queries.hpp"

namespace aurawell {

/// What a store has removed since its last `commit`, for one listener.
class removal_notes {
 public:
  removal_notes() = default;
  removal_notes(const removal_notes&) = delete;
  removal_notes& operator=(const removal_notes&) = delete;
  virtual ~removal_notes() = default;

  /// Called on the store's thread after the `commit` of a `remove_some`, with what that named, so
  /// before the caller of the removal learns of it. Set it before any other call.
  using removal_listener = std::function<void(const removal&)>;
  void on_removal(removal_listener listener) { listener_ = std::move(listener); }

 protected:
  void note_removal(const removal& removed) { removed_.push_back(removed); }
  void tell_removals() {
    for (const auto& removed : std::exchange(removed_, {})) {
      if (listener_) {
        listener_(removed);
      }
    }
  }
  void drop_removals() noexcept { removed_.clear(); }

 private:
  removal_listener listener_;
  std::vector<removal> removed_;
};

}  // namespace aurawell
