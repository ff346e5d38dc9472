#pragma once

#include <chrono>
#include <memory>
#include <string_view>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/store_options.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/rows/sqlite_batch.hpp"
#include "net/storage/rows/sqlite_statements.hpp"
#include "net/storage/store/sqlite_accounts.hpp"

namespace aurawell::net {

/// The failure of an answer whose question was not saved.
inline error unknown_question() {
  return {ec::request_not_found, "the answer belongs to no question that was saved"};
}

inline error no_such_conversation() {
  return {ec::conversation_not_found, "there is no conversation of this name"};
}

/// Conversations in one SQLite database, in a file in WAL mode or in memory. What cannot
/// be written is a value: after a full disk or another process's lock the store goes on
/// working.
class sqlite_store final : public advice_store {
 public:
  /// As `open_sqlite_file`, with the statements compiled.
  ///
  /// @param processes Entry of this process; null: it is the only one that answers.
  static result<std::unique_ptr<sqlite_store>> open(
      std::string_view path, const store_options& options,
      std::shared_ptr<const process_register> processes = nullptr);
  /// The same file once more, as it is, for reading beside the one that writes: between
  /// `begin` and `commit` or `roll_back` all calls see one state. What writes fails.
  static result<std::unique_ptr<sqlite_store>> open_for_reading(
      std::string_view path, const store_options& options,
      std::shared_ptr<const process_register> processes = nullptr);
  static result<std::unique_ptr<sqlite_store>> open_in_memory(const store_options& options = {});

  result<void> begin() override { return batch_.begin(); }
  result<void> commit() override {
    auto done = batch_.commit();
    if (done) {
      tell_removals();
    } else {
      drop_removals();
    }
    return done;
  }
  void roll_back() noexcept override {
    batch_.roll_back();
    drop_removals();
  }
  result<void> together(const std::function<result<void>()>& calls) override {
    return batch_.atomically(calls);
  }
  result<std::optional<stored_exchange>> save_question(const question_record& question) override;
  result<std::optional<stored_exchange>> find_exchange(const user_id& asker,
                                                       const request_id& request) override;
  result<void> save_progress(const progress_record& progress) override;
  result<void> save_answer(const answer_record& answer) override;
  result<std::size_t> close_interrupted(wall_time now) override;
  result<std::vector<stored_exchange>> load_session(const session_query& query) override;
  result<conversation_list> list_conversations(const conversation_list_query& query) override;
  result<exchange_list> list_exchanges(const exchange_list_query& query) override;
  result<elsewhere_list> list_elsewhere(const elsewhere_query& query) override;
  result<std::size_t> remove_some(const removal& selection) override;
  result<void> remove_conversation(const conversation_key& key) override;
  result<conversation_past> load_past(const history_query& query) override;
  void wait_for_locks(bool wait) noexcept override;
  void write_for_ended(bool ended) noexcept override { writes_for_ended_ = ended; }
  bool clear_log() override { return batch_.clear_log(); }
  void sweep_log() noexcept override { batch_.sweep_log(); }
  bool log_is_clear() const noexcept override { return batch_.log_is_clear(); }
  std::uint64_t damage_met() const noexcept override { return sqlite_connection::damage_met(); }
  std::uint64_t log_bytes() const override { return connection_.log_bytes(); }
  account_store& accounts() noexcept override { return accounts_; }

 private:
  struct compiled;

  sqlite_store(sqlite_connection connection, value_seal seal, compiled all,
               std::chrono::milliseconds patience,
               std::shared_ptr<const process_register> processes);
  static result<std::unique_ptr<sqlite_store>> over(
      result<sqlite_connection> connection, const store_options& options,
      std::shared_ptr<const process_register> processes, bool for_reading = false);

  result<void> check_presence(const question_record& question);
  /// False: the asker has used the request's name before.
  result<bool> add_question(const question_record& question);
  /// Makes this process the one that answers a known question, if no other is.
  result<void> claim(const question_record& question);
  /// Whether another running process answers; `runner` is a column.
  bool is_of_another(const sqlite_run& row, int runner) const;
  result<stored_exchange> read_one(const sqlite_run& row) const;
  result<void> set_answer(const places::exchange& row, const answer_record& answer);
  result<void> note_question(const question_record& question);
  result<void> load_history(std::int64_t conversation, const history_query& query,
                            conversation_past& into);

  /// First, because the entry must outlive the connection.
  std::shared_ptr<const process_register> processes_;
  /// For another process's lock.
  std::chrono::milliseconds patience_;
  sqlite_connection connection_;
  value_seal seal_;
  sqlite_batch batch_;
  sqlite_statements statements_;
  sqlite_accounts accounts_;
  bool writes_for_ended_ = false;
};

}  // namespace aurawell::net
