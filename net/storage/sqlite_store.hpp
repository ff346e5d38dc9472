#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "net/storage/sqlite_accounts.hpp"
#include "net/storage/sqlite_connection.hpp"
#include "net/storage/sqlite_statements.hpp"
#include "net/storage/store_options.hpp"

namespace aurawell::net {

/// Conversations in one SQLite database, in a file in WAL mode or in memory. What cannot
/// be written is a value: after a full disk or another process's lock the store goes on
/// working.
class sqlite_store final : public advice_store {
 public:
  /// As `open_sqlite_file`, with the statements compiled.
  static result<std::unique_ptr<sqlite_store>> open(std::string_view path,
                                                    const store_options& options);
  static result<std::unique_ptr<sqlite_store>> open_in_memory();

  result<void> begin() override;
  result<void> commit() override;
  result<void> together(const std::function<result<void>()>& calls) override;
  result<std::optional<stored_exchange>> save_question(const question_record& question) override;
  result<void> save_progress(const progress_record& progress) override;
  result<void> save_answer(const answer_record& answer) override;
  result<std::size_t> close_interrupted(wall_time now) override;
  result<std::vector<stored_exchange>> load_session(const session_query& query) override;
  result<conversation_list> list_conversations(const conversation_list_query& query) override;
  result<exchange_list> list_exchanges(const exchange_list_query& query) override;
  result<void> remove_conversation(const conversation_key& key) override;
  result<std::vector<past_exchange>> load_history(const history_query& query) override;
  account_store& accounts() noexcept override { return accounts_; }

 private:
  /// `lost`: SQLite has undone the batch by itself. What follows in it is refused, so
  /// that its `commit` cannot claim a success.
  enum class batch_state : unsigned char { none, open, lost };

  sqlite_store(sqlite_connection connection, sqlite_statements prepared);
  static result<std::unique_ptr<sqlite_store>> over(result<sqlite_connection> connection);

  /// Runs `work` so that a failure undoes it and nothing else.
  template <class Work>
  result<void> atomically(Work work);
  void undo_call();
  result<std::optional<stored_exchange>> find_exchange(const user_id& user,
                                                       const request_id& request);

  sqlite_connection connection_;
  sqlite_statements statements_;
  sqlite_accounts accounts_;
  batch_state batch_ = batch_state::none;
};

}  // namespace aurawell::net
