// What an `array_group` writes after its lookups.

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "net/storage/database/value_places.hpp"
#include "net/storage/store/array_group.hpp"

namespace aurawell::net {
namespace {

/// Sends statements, and compares the numbers of rows that they changed with those that they got.
class counted_runs {
 public:
  template <class Row, class Columns>
  void send(const sql_statement& statement, const std::vector<Row>& rows, const Columns& columns) {
    if (!rows.empty()) {
      runs_.push_back({send_rows(statement, rows, columns), rows.size()});
    }
  }

  result<void> check_sent() {
    for (auto& [run, rows] : runs_) {
      if (auto sent = run.finish(); !sent) {
        return sent;
      }
    }
    return {};
  }

  /// After the answers have been waited for.
  bool are_complete() const {
    return std::all_of(runs_.begin(), runs_.end(), [](const auto& one) {
      return one.first.changed() == static_cast<std::int64_t>(one.second);
    });
  }

 private:
  std::vector<std::pair<sql_run, std::size_t>> runs_;
};

template <class Key, class Row>
std::vector<Row> in_order(const std::map<Key, Row>& rows) {
  std::vector<Row> all;
  for (const auto& [_, row] : rows) {
    all.push_back(row);
  }
  return all;
}

/// With the texts sealed for their rows.
template <class Key, class Row, class Text>
std::vector<Row> sealed(const std::map<Key, Row>& rows, const value_seal& seal, const Text& text) {
  auto all = in_order(rows);
  for (auto& row : all) {
    const auto& [written, request] = text(row);
    const places::exchange place{row.place.id, row.place.conversation, request};
    row.text = seal.seal(written, places::answer(place));
  }
  return all;
}

}  // namespace

result<void> array_group::write() {
  std::sort(added_.begin(), added_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.conversation, a.id) < std::tie(b.conversation, b.id);
  });
  const auto texts = sealed(begun_, use_.seal, [](const group_rows::begun& row) {
    return std::pair<std::string_view, std::string_view>{row.progress->text,
                                                         row.progress->request.value};
  });
  const auto answers = sealed(ended_, use_.seal, [](const group_rows::ended& row) {
    return std::pair<std::string_view, std::string_view>{*row.summary().text,
                                                         row.answer->request.value};
  });
  std::optional<sql_run> open;
  if (!opened_.empty()) {
    open.emplace(send_rows(statements_.add_conversations, opened_, group_rows::opened_columns));
  }
  counted_runs runs;
  runs.send(statements_.add_exchanges, added_, group_rows::added_columns);
  runs.send(statements_.set_runners, in_order(claimed_), group_rows::claimed_columns);
  runs.send(statements_.set_progress, texts,
            std::tuple_cat(group_rows::guard_columns, group_rows::begun_columns));
  runs.send(statements_.set_answers, answers,
            std::tuple_cat(group_rows::guard_columns, group_rows::ended_columns));
  auto done = open ? open->finish() : result<void>{};
  done = done ? runs.check_sent() : done;
  done = done ? use_.connection.settle() : done;
  has_raced_ = done && !runs.are_complete();
  return has_raced_ ? result<void>{error{ec::database_unreachable,
                                         "another process wrote the same rows at the same time"}}
                    : done;
}

/// After success; the transaction may fail later, and then the rows do not exist.
void array_group::remember() {
  if (running_ == nullptr) {
    return;
  }
  for (const auto& [request, row] : fresh_) {
    running_->remember(request.first, request.second, row);
  }
  for (const auto& [_, row] : ended_) {
    running_->forget(row.answer->asker(), row.answer->request);
  }
}

/// What was remembered may be the reason of a failure.
void array_group::forget(std::span<const write_view> writes) {
  const auto name_of = [](const auto* record) -> std::pair<const user_id*, const request_id*> {
    using type = std::remove_cvref_t<decltype(*record)>;
    if constexpr (std::is_same_v<type, progress_record>) {
      return {&record->user, &record->request};
    } else {
      return {&record->asker(), &record->request};
    }
  };
  for (auto one = writes.begin(); running_ != nullptr && one != writes.end(); ++one) {
    const auto [asker, request] = std::visit(name_of, *one);
    running_->forget(*asker, *request);
  }
}

}  // namespace aurawell::net
