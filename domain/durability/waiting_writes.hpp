#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports/write_spool.hpp"

namespace aurawell {

/// Identifies a request: its id and the user who asked.
struct request_name {
  user_id asker;
  request_id request;

  auto operator<=>(const request_name&) const = default;
};

/// The writes that wait for the database, in order, and what they add to its exchanges.
class waiting_writes {
 public:
  /// Also removes the waiting progress of the same request that it replaces.
  ///
  /// @param number Its number in the spool; higher than any before.
  void add(std::int64_t number, spooled_write write);

  /// At most `most` writes with their numbers. Valid until the next change.
  std::vector<std::pair<std::int64_t, const spooled_write*>> oldest(std::size_t most) const;
  void drop_oldest(std::size_t count);

  bool empty() const noexcept { return writes_.empty(); }
  std::size_t size() const noexcept { return writes_.size(); }

  /// The exchange as it will be after all writes; `stored`: as the store has it now.
  std::optional<stored_exchange> shown(const request_name& name,
                                       std::optional<stored_exchange> stored) const;

  /// Requests with a waiting question or answer: first those with a question, in order, then those
  /// with an answer only, in order.
  std::vector<request_name> named_in(const conversation_key& key) const;
  /// Requests with a waiting question, in the order of the questions.
  std::vector<request_name> asked_in(const user_id& asker, const session_id& session) const;

 private:
  /// The number of a write.
  using position = std::int64_t;

  /// The waiting writes of one request.
  struct parts {
    std::optional<position> question;
    std::optional<position> progress;
    std::optional<position> answer;

    bool empty() const noexcept { return !question && !progress && !answer; }
  };

  static std::optional<position>& part_of(parts& all, const spooled_write& write);
  template <class Record>
  const Record& at(position at_position) const {
    return std::get<Record>(writes_.at(at_position));
  }
  void drop(position at_position);

  std::map<position, spooled_write> writes_;
  std::map<request_name, parts> requests_;
  /// Positions of questions and answers, by conversation.
  std::map<std::string, std::set<position>> conversations_;
};

}  // namespace aurawell
