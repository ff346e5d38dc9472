#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <vector>

#include "domain/server_event.hpp"

namespace aurawell {

/// How the newest requests of a session ended, and where in its log that was said: for a
/// client that lost count. Texts are shared with the log while that keeps them.
class told_ends {
 public:
  struct end {
    event_seq seq = 0;
    std::shared_ptr<const request_scope> scope;
    status_update status;
  };

  /// @param most_text Bytes of text kept; past it, or past 32 ends, the oldest are forgotten.
  explicit told_ends(std::size_t most_text) noexcept : most_text_{most_text} {}

  /// `what.seq` is the highest so far.
  void add(end what);

  /// Takes out those said after a position, oldest first: to be said again.
  std::vector<end> take_after(event_seq position);

  bool has(const request_id& request) const noexcept;

  /// None of those said after this position has been forgotten.
  bool covers(event_seq position) const noexcept { return position >= forgotten_; }

 private:
  std::deque<end> ends_;
  std::size_t text_bytes_ = 0;
  std::size_t most_text_;
  /// Seq of the newest that was forgotten.
  event_seq forgotten_ = 0;
};

}  // namespace aurawell
