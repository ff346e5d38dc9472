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

/// A request is called this by whoever asked.
struct request_name {
  user_id asker;
  request_id request;

  auto operator<=>(const request_name&) const = default;
};

/// The writes that wait for the database, in order, and what they say of its exchanges.
class waiting_writes {
 public:
  /// What it makes needless waits no longer: the progress before it.
  ///
  /// @param number In the spool; higher than any before.
  void add(std::int64_t number, spooled_write write);

  /// At most so many, with their numbers. Valid until the next change.
  std::vector<std::pair<std::int64_t, const spooled_write*>> oldest(std::size_t most) const;
  void drop_oldest(std::size_t count);

  bool empty() const noexcept { return writes_.empty(); }
  std::size_t size() const noexcept { return writes_.size(); }

  /// The exchange as it will be once everything is written; `stored`: as it is.
  std::optional<stored_exchange> shown(const request_name& name,
                                       std::optional<stored_exchange> stored) const;

  /// With a question or an answer that waits; in the order of the questions that do, of the
  /// answers to others.
  std::vector<request_name> named_in(const conversation_key& key) const;
  /// With a question that waits; in the order of those questions.
  std::vector<request_name> asked_in(const user_id& asker, const session_id& session) const;

 private:
  /// The write's number.
  using position = std::int64_t;

  /// What waits of one request.
  struct parts {
    std::optional<position> question;
    std::optional<position> progress;
    std::optional<position> answer;

    bool empty() const noexcept { return !question && !progress && !answer; }
  };

  static std::optional<position>& part_of(parts& all, const spooled_write& write);
  template <class Record>
  const Record& at(position where) const {
    return std::get<Record>(writes_.at(where));
  }
  void drop(position where);

  std::map<position, spooled_write> writes_;
  std::map<request_name, parts> requests_;
  /// Questions and answers by conversation.
  std::map<std::string, std::set<position>> conversations_;
};

}  // namespace aurawell
