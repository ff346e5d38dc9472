#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "domain/chat/server_event.hpp"

namespace aurawell {

/// How the newest requests of a session ended, and the seq of each end in the log. For a client
/// whose position is no longer in the log. A text is shared with the log while the log holds it.
class recent_ends {
 public:
  struct end {
    event_seq seq = 0;
    std::shared_ptr<const request_scope> scope;
    status_update status;
    /// There was a text; it was dropped.
    bool lost_text = false;
  };

  /// @param most_text Limit of all texts in bytes; past it the oldest texts are dropped. The number
  /// of ends is limited to 32; past it the oldest ends are dropped.
  explicit recent_ends(std::size_t most_text) noexcept : most_text_{most_text} {}

  /// `entry.seq` must be the highest so far. Replaces an earlier end of the same request.
  void add(end entry);

  /// The ends after a position, oldest first.
  std::vector<end> after(event_seq position) const;

  bool has(const request_id& request) const noexcept;

 private:
  void drop(const request_id& request);
  void forget_text(end& of);

  std::vector<end> ends_;
  std::size_t text_bytes_ = 0;
  std::size_t most_text_;
};

}  // namespace aurawell
