#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/ports/advice_records.hpp"
#include "domain/result.hpp"
#include "net/storage/database/sql_run.hpp"
#include "net/storage/store/group_statements.hpp"
#include "net/storage/store/question_rows.hpp"
#include "net/storage/store/sql_accounts.hpp"

namespace aurawell::net {

/// Looks up the rows of a group of writes: three statements, one round trip.
class group_lookup {
 public:
  /// Of a question that is to be written.
  struct question_state {
    bool is_of_erased = false;
    /// It was asked before; then also its row.
    bool is_known = false;
    bool is_running = false;
    std::int64_t id = 0;
    std::optional<std::string> runner;
    run_term term = no_term;
    std::optional<std::int64_t> conversation;
  };

  /// Of a question that was written.
  struct saved_row {
    std::int64_t id = 0;
    std::int64_t conversation = 0;
    std::optional<std::string> runner;
    bool is_running = false;
    conversation_key key{};
    run_term term = no_term;
  };

  group_lookup(const group_statements& statements, const sql_accounts& accounts)
      : statements_{statements}, accounts_{accounts} {}

  /// The records must outlive this object.
  void add(const question_record& question);
  void add(const user_id& asker, const request_id& request);

  /// Sends the statements and waits. Without a record it does nothing.
  result<void> run();

  /// The state of the next question, in the order in which they were added.
  const question_state& next_question() { return questions_[taken_questions_++]; }
  /// Ids for new rows, each higher than the one before.
  std::int64_t next_exchange_id() { return exchange_ids_[taken_exchanges_++]; }
  std::int64_t next_conversation_id() { return conversation_ids_[taken_conversations_++]; }

  /// Null: there is none.
  const saved_row* find(const user_id& asker, const request_id& request) const;

 private:
  result<void> read_questions(sql_run& run);
  result<void> read_rows(sql_run& run);

  const group_statements& statements_;
  const sql_accounts& accounts_;
  /// Names for the erased, which the rows refer to.
  std::deque<std::string> names_;
  std::vector<group_rows::held> held_;
  std::vector<group_rows::asked> asked_;
  std::vector<group_rows::wanted> wanted_;
  std::vector<question_state> questions_;
  std::map<std::pair<user_id, request_id>, saved_row> rows_;
  std::vector<std::int64_t> exchange_ids_;
  std::vector<std::int64_t> conversation_ids_;
  std::size_t taken_questions_ = 0;
  std::size_t taken_exchanges_ = 0;
  std::size_t taken_conversations_ = 0;
};

}  // namespace aurawell::net
