#include "net/storage/rows/readable_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>

#include "net/storage/database/sqlite_faults.hpp"

namespace aurawell::net {
namespace {

/// Tries of ranges that begin or end with damage.
constexpr int most_tries = 10'000;
/// Ids are dense: behind damage a range is tried in parts of at most this width.
constexpr std::int64_t widest_part = 1 << 16;

/// Rowids, both ends included.
struct rowids {
  std::int64_t first;
  std::int64_t last;

  bool empty() const { return first > last; }
};

class reading {
 public:
  reading(const sql_statement& forwards, const sql_statement& backwards, const take_row& take)
      : forwards_{forwards}, backwards_{backwards}, take_{take} {}

  result<bool> run() {
    unread_.push_back({1, std::numeric_limits<std::int64_t>::max()});
    for (int tries = 0; !unread_.empty() && tries < most_tries; ++tries) {
      auto range = unread_.front();
      unread_.pop_front();
      if (auto done = trim(range); !done) {
        return done.failure();
      }
      split(range);
    }
    return !met_damage_;
  }

 private:
  /// Reads from both ends up to the damage; the range is then the part that was not read.
  result<void> trim(rowids& range) {
    auto done = read(forwards_, range, [&](std::int64_t id) { range.first = id + 1; });
    if (!done || *done) {
      range = {1, 0};
      return done ? result<void>{} : done.failure();
    }
    met_damage_ = true;
    done = read(backwards_, range, [&](std::int64_t id) { range.last = id - 1; });
    return done ? result<void>{} : done.failure();
  }

  /// False: stopped by damage.
  template <class Note>
  result<bool> read(const sql_statement& rows, const rowids range, const Note& note) {
    auto left = range;
    sql_run run{rows, range.first, range.last};
    while (true) {
      const auto row = run.step();
      if (!row) {
        return is_damage(row.failure()) ? result<bool>{false} : row.failure();
      }
      if (!*row) {
        return true;
      }
      const auto id = run.integer(0);
      // A damaged page may contain any id, in any order.
      if (id < left.first || id > left.last) {
        return false;
      }
      (&rows == &forwards_ ? left.first : left.last) = &rows == &forwards_ ? id + 1 : id - 1;
      if (auto taken = take_(run); !taken) {
        return taken.failure();
      }
      note(id);
    }
  }

  void split(const rowids& range) {
    if (range.empty() || range.first == range.last) {
      return;
    }
    const auto width = std::min((range.last - range.first) / 2, widest_part);
    unread_.push_back({range.first, range.first + width});
    unread_.push_back({range.first + width + 1, range.last});
  }

  const sql_statement& forwards_;
  const sql_statement& backwards_;
  const take_row& take_;
  std::deque<rowids> unread_;
  bool met_damage_ = false;
};

}  // namespace

result<bool> read_readable(const sql_statement& forwards, const sql_statement& backwards,
                           const take_row& take) {
  return reading{forwards, backwards, take}.run();
}

}  // namespace aurawell::net
