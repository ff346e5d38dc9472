#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <vector>

#include "domain/chat/server_event.hpp"

namespace aurawell {

/// How the newest requests of a session ended, and where in its log that was said: for a
/// client that lost count. Texts are shared with the log while that keeps them.
class told_ends {
 public:
  struct end {
    event_seq seq = 0;
    std::shared_ptr<const request_scope> scope;
    status_update status;
    /// It had a text, which is not kept any more.
    bool lost_text = false;
  };

  /// @param most_text Bytes of text kept; past it the oldest texts are forgotten. Past 32 ends
  ///                  the oldest are.
  explicit told_ends(std::size_t most_text) noexcept : most_text_{most_text} {}

  /// `what.seq` is the highest so far. It takes the place of an earlier end of its request.
  void add(end what);

  /// Those said after a position, oldest first.
  std::vector<end> after(event_seq position) const;

  bool has(const request_id& request) const noexcept;

 private:
  void drop(const request_id& request);
  void forget_text(end& of);

  std::deque<end> ends_;
  std::size_t text_bytes_ = 0;
  std::size_t most_text_;
};

}  // namespace aurawell
