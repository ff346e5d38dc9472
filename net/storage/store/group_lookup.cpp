#include "net/storage/store/group_lookup.hpp"

#include <algorithm>

#include "net/storage/database/sql_rows.hpp"

namespace aurawell::net {
namespace {

std::optional<std::string> optional_text(const sql_run& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional{std::string{row.text(column)}};
}

template <class Id>
Id id_at(const sql_run& row, int column) {
  return {std::string{row.text(column)}};
}

/// The server may evaluate the rows in any order.
void sort_ids(std::vector<std::int64_t>& ids) {
  std::sort(ids.begin(), ids.end());
}

}  // namespace

/// Also about the owner, whose permission was checked after `asked_at`.
void group_lookup::add(const question_record& question) {
  const auto& asker = question.asker();
  const auto& owner = question.key.user;
  const std::string_view asker_name = names_.emplace_back(accounts_.name_of_erased(asker));
  held_.push_back({asker_name});
  std::optional<std::string_view> owner_name;
  if (asker != owner) {
    owner_name = names_.emplace_back(accounts_.name_of_erased(owner));
    held_.push_back({*owner_name});
  }
  asked_.push_back({&question, asker_name, owner_name});
}

void group_lookup::add(const user_id& asker, const request_id& request) {
  wanted_.push_back({&asker, &request});
}

result<void> group_lookup::run() {
  std::optional<sql_run> hold;
  std::optional<sql_run> place;
  std::optional<sql_run> find;
  if (!asked_.empty()) {
    // The lookup must not see a state from before the locks: a statement of its own.
    hold.emplace(send_rows(statements_.hold, held_, group_rows::held_columns));
    place.emplace(send_rows(statements_.place_questions, asked_, group_rows::asked_columns));
  }
  if (!wanted_.empty()) {
    find.emplace(send_rows(statements_.find_rows, wanted_, group_rows::wanted_columns));
  }
  auto done = hold ? hold->finish() : result<void>{};
  done = done && place ? read_questions(*place) : done;
  return done && find ? read_rows(*find) : done;
}

result<void> group_lookup::read_questions(sql_run& run) {
  questions_.resize(asked_.size());
  const auto done = each_row(run, [this](const sql_run& row) {
    auto& question = questions_[static_cast<std::size_t>(row.integer(0) - 1)];
    question.is_running = row.integer(1) != 0;
    question.runner = optional_text(row, 2);
    question.is_known = !row.is_null(3);
    question.id = row.integer(3);
    if (!row.is_null(4)) {
      question.conversation = row.integer(4);
    }
    if (!row.is_null(5)) {
      exchange_ids_.push_back(row.integer(5));
    }
    if (!row.is_null(6)) {
      conversation_ids_.push_back(row.integer(6));
    }
    question.is_of_erased = row.integer(7) != 0;
    question.term = row.integer(8);
    return true;
  });
  sort_ids(exchange_ids_);
  sort_ids(conversation_ids_);
  return done;
}

result<void> group_lookup::read_rows(sql_run& run) {
  return each_row(run, [this](const sql_run& found) {
    rows_.insert_or_assign(std::pair{id_at<user_id>(found, 0), id_at<request_id>(found, 1)},
                           saved_row{found.integer(2),
                                     found.integer(3),
                                     optional_text(found, 4),
                                     found.integer(5) != 0,
                                     {id_at<user_id>(found, 6), id_at<member_id>(found, 7),
                                      id_at<conversation_id>(found, 8)},
                                     found.integer(9)});
    return true;
  });
}

const group_lookup::saved_row* group_lookup::find(const user_id& asker,
                                                  const request_id& request) const {
  const auto found = rows_.find({asker, request});
  return found == rows_.end() ? nullptr : &found->second;
}

}  // namespace aurawell::net
