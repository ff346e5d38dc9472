#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/ports/advice_records.hpp"
#include "domain/result.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/rows/store_statements.hpp"
#include "net/storage/store/sql_accounts.hpp"

namespace aurawell::net {

using write_view =
    std::variant<const question_record*, const progress_record*, const answer_record*>;

/// What saving questions, texts and answers needs.
struct write_tools {
  sql_connection& connection;
  const store_statements& statements;
  const value_seal& seal;
  sql_accounts& accounts;
  /// Null: no other process answers.
  const process_register* processes;
  /// The runner of new questions; nothing: unknown.
  std::optional<std::string_view> runner;
};

struct write_outcome {
  /// `known`: the question was asked before, and not written.
  enum class state : unsigned char { saved, known, refused };

  state is = state::saved;
  /// Why it was refused; the others are not affected.
  error why{};
};

/// One for each write.
using write_outcomes = std::vector<write_outcome>;

/// Why a write is refused.
error erased_user();
error unknown_question();
error replaced_run();

/// Whether another running process answers; `runner` is empty when it is unknown.
bool is_of_another(const write_tools& use, std::string_view runner);

/// Whether the run that writes was replaced by another one.
///
/// @param written The term that the write names; `no_term`: the runner decides.
/// @param runner,stored Those of the row.
bool is_replaced(const write_tools& use, run_term written, std::string_view runner,
                 run_term stored);

/// Whether this process may become the one that answers a running question.
bool may_claim(const write_tools& use, std::string_view runner);

/// Creates the member of a new question if needed, and audits the question.
result<void> note_question(sql_accounts& accounts, const question_record& question);

}  // namespace aurawell::net
