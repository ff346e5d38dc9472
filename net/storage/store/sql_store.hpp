#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/store_options.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/rows/sql_batch.hpp"
#include "net/storage/rows/store_statements.hpp"
#include "net/storage/store/group_statements.hpp"
#include "net/storage/store/running_rows.hpp"
#include "net/storage/store/sql_accounts.hpp"
#include "net/storage/store/write_tools.hpp"

namespace aurawell::net {

inline error no_such_conversation() {
  return {ec::conversation_not_found, "there is no conversation of this name"};
}

/// Conversations in one SQL database. What cannot be written is a value: after a full disk, another
/// process's lock or an outage the store goes on working.
class sql_store final : public advice_store {
 public:
  /// @param connection With the newest schema.
  /// @param processes Entry of this process; null: it is the only one that answers.
  /// @param for_reading What writes fails; between `begin` and `commit` or `roll_back` all calls
  /// see one state.
  static result<std::unique_ptr<sql_store>> over(std::unique_ptr<sql_connection> connection,
                                                 const store_options& options,
                                                 std::shared_ptr<const process_register> processes,
                                                 bool for_reading = false);

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
  result<void> together(const std::function<result<void>()>& calls) override;
  saved_write save_question(const question_record& question) override;
  result<std::optional<stored_exchange>> find_exchange(const user_id& asker,
                                                       const request_id& request) override;
  result<void> save_progress(const progress_record& progress) override;
  result<void> save_answer(const answer_record& answer) override;
  result<std::vector<saved_write>> save_all(std::span<const spooled_write* const> writes) override;
  bool saves_in_groups() const noexcept override { return connection_->sends_ahead(); }
  result<std::size_t> close_interrupted(wall_time now) override;
  result<std::vector<std::string>> list_runners() override;
  result<std::vector<claimed_question>> claim_running(const claim_query& query) override;
  result<std::vector<stored_exchange>> load_session(const session_query& query) override;
  result<conversation_list> list_conversations(const conversation_list_query& query) override;
  result<exchange_list> list_exchanges(const exchange_list_query& query) override;
  result<elsewhere_list> list_elsewhere(const elsewhere_query& query) override;
  result<std::size_t> remove_some(const removal& selection) override;
  result<void> remove_conversation(const conversation_key& key) override;
  result<conversation_past> load_past(const history_query& query) override;
  void wait_for_locks(bool wait) noexcept override { connection_->wait_for_locks(wait); }
  void write_for_ended(bool ended) noexcept override { writes_for_ended_ = ended; }
  bool clear_log() override { return batch_.clear_log(); }
  void sweep_log() noexcept override { batch_.sweep_log(); }
  bool log_is_clear() const noexcept override { return batch_.log_is_clear(); }
  std::uint64_t damage_met() const noexcept override { return connection_->damage_met(); }
  std::uint64_t log_bytes() const override { return connection_->log_bytes(); }
  account_store& accounts() noexcept override { return accounts_; }

 private:
  struct compiled;

  sql_store(std::unique_ptr<sql_connection> connection, value_seal seal, compiled all,
            std::shared_ptr<const process_register> processes);

  saved_write save_one(const write_view& write);
  result<std::vector<saved_write>> save_together(std::span<const write_view> writes);
  result<write_outcomes> write_once(std::span<const write_view> writes, bool& has_raced);
  result<std::vector<saved_write>> outcomes_of(const write_outcomes& outcomes,
                                               std::span<const write_view> writes);
  saved_write find_known(const question_record& question);
  std::optional<std::string_view> own_runner() const noexcept;
  result<void> claim_some(const claim_query& query, std::vector<claimed_question>& into);
  result<stored_exchange> read_one(const sql_run& row) const;
  result<void> load_history(std::int64_t conversation, const history_query& query,
                            conversation_past& into);

  /// First, because the entry must outlive the connection.
  std::shared_ptr<const process_register> processes_;
  std::unique_ptr<sql_connection> connection_;
  value_seal seal_;
  sql_batch batch_;
  store_statements statements_;
  group_statements groups_;
  running_rows running_;
  sql_accounts accounts_;
  bool writes_for_ended_ = false;
};

}  // namespace aurawell::net
