#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "net/storage/sqlite_connection.hpp"
#include "net/storage/store_options.hpp"

namespace aurawell::net {

/// Conversations in one SQLite file, in WAL mode. What cannot be written is a value:
/// after a full disk or another process's lock the store goes on working.
class sqlite_store final : public advice_store {
 public:
  /// As `open_sqlite_file`, with the statements compiled.
  static result<std::unique_ptr<sqlite_store>> open(std::string_view path,
                                                    const store_options& options);

  result<void> begin() override;
  result<void> commit() override;
  result<void> save_question(const question_record& question) override;
  result<void> save_answer(const answer_record& answer) override;
  result<std::vector<past_exchange>> load_history(const history_query& query) override;

 private:
  struct statements {
    sqlite_statement begin;
    sqlite_statement commit;
    sqlite_statement savepoint;
    sqlite_statement release;
    sqlite_statement roll_back_call;
    sqlite_statement add_conversation;
    sqlite_statement add_exchange;
    sqlite_statement set_answer;
    sqlite_statement history;
  };

  /// `lost`: SQLite has undone the batch by itself. What follows in it is refused, so
  /// that its `commit` cannot claim a success.
  enum class batch_state : unsigned char { none, open, lost };

  sqlite_store(sqlite_connection connection, statements prepared);

  static result<statements> prepare(sqlite_connection& connection);

  /// Runs `work` so that a failure undoes it and nothing else.
  template <class Work>
  result<void> atomically(Work work);
  void undo_call();

  sqlite_connection connection_;
  statements statements_;
  batch_state batch_ = batch_state::none;
};

}  // namespace aurawell::net
