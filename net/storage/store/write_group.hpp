#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "domain/ports/advice_records.hpp"
#include "domain/result.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/database/sql_run.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/rows/store_statements.hpp"
#include "net/storage/store/sql_accounts.hpp"

namespace aurawell::net {

using write_view =
    std::variant<const question_record*, const progress_record*, const answer_record*>;

/// Saves questions, texts and answers in two steps: it looks up all their rows, then it writes all.
/// A connection that sends ahead needs one round trip for each step. Other connections can take
/// only one write in a group.
class write_group {
 public:
  struct tools {
    sql_connection& connection;
    const store_statements& statements;
    const value_seal& seal;
    sql_accounts& accounts;
    /// Null: no other process answers.
    const process_register* processes;
    /// The runner of new questions; nothing: unknown.
    std::optional<std::string_view> runner;
  };

  enum class state : unsigned char { saved, known, refused };
  struct outcome {
    state is = state::saved;
    /// Why it was refused; the others are not affected.
    error why{};
  };

  explicit write_group(const tools& use) : use_{use} {}

  /// Call it once, in a transaction. A failure concerns all writes.
  result<void> run(std::span<const write_view> writes);

  /// One for each write. `known`: the question was asked before, and not written.
  const std::vector<outcome>& outcomes() const noexcept { return outcomes_; }

  /// Another process has changed the same rows at the same time: undo this group and run another
  /// one with the same writes.
  bool has_raced() const noexcept { return has_raced_; }

 private:
  /// A question of this group.
  struct fresh_row {
    std::int64_t id = 0;
    std::int64_t conversation = 0;
    const conversation_key* key = nullptr;
  };
  struct question_place;

  result<void> look_up(const question_record& question);
  result<void> look_up(const progress_record& progress);
  result<void> look_up(const answer_record& answer);
  result<void> write(const question_record& question);
  result<void> write(const progress_record& progress);
  result<void> write(const answer_record& answer);
  result<void> settle();

  result<bool> next_row();
  result<void> refuse(error why);
  result<void> add(const question_record& question, std::int64_t id, std::int64_t conversation);
  result<std::int64_t> conversation_for(const question_record& question, bool is_known,
                                        std::int64_t known, std::int64_t fresh);
  result<void> claim();
  result<void> note(const question_record& question);
  result<void> set_answer(const places::exchange& row, const answer_record& answer);
  bool is_replaced(run_term term, bool is_fresh) const;
  bool is_of_another(std::string_view runner) const;

  tools use_;
  /// Names for the erased, which the lookups refer to.
  std::deque<std::string> names_;
  std::deque<sql_run> lookups_;
  /// Each must have changed one row.
  std::deque<sql_run> counted_;
  /// By asker and request.
  std::map<std::pair<user_id, request_id>, fresh_row> fresh_;
  std::map<std::string, std::int64_t> conversations_;
  std::vector<outcome> outcomes_;
  bool has_raced_ = false;
};

}  // namespace aurawell::net
