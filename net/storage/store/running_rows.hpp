#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "domain/ports/advice_records.hpp"

namespace aurawell::net {

/// Where the rows of running questions are that this process answers, so that their texts and
/// answers need no lookup. It may be wrong, because the row was removed or another process took it
/// over: what is written by it must name the runner and the term, and must be counted.
class running_rows {
 public:
  struct place {
    std::int64_t id = 0;
    std::int64_t conversation = 0;
    conversation_key key{};
    run_term term = first_term;
  };

  /// @param most A further row makes it forget all others: they are looked up again.
  explicit running_rows(std::size_t most = 16'384) : most_{most} {}

  void remember(const user_id& asker, const request_id& request, place row);
  void forget(const user_id& asker, const request_id& request);
  /// Null: unknown. Valid until the next change.
  const place* find(const user_id& asker, const request_id& request) const;
  std::size_t size() const noexcept { return rows_.size(); }

 private:
  struct name {
    user_id asker;
    request_id request;
    bool operator==(const name&) const = default;
  };
  struct name_hash {
    std::size_t operator()(const name& of) const noexcept;
  };

  std::size_t most_;
  std::unordered_map<name, place, name_hash> rows_;
};

}  // namespace aurawell::net
