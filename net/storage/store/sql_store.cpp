#include "net/storage/store/sql_store.hpp"

#include <utility>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/unfinished_copy.hpp"
#include "net/storage/postgres/postgres_url.hpp"
#include "net/storage/store/interrupted_rows.hpp"

namespace aurawell::net {

struct sql_store::compiled {
  batch_statements batch;
  store_statements conversations;
  group_statements groups;
  account_statements accounts;
  erasure_names names;
};

sql_store::sql_store(std::unique_ptr<sql_connection> connection, value_seal seal, compiled all,
                     std::shared_ptr<const process_register> processes)
    : processes_{std::move(processes)},
      connection_{std::move(connection)},
      seal_{std::move(seal)},
      batch_{*connection_, std::move(all.batch), seal_},
      statements_{std::move(all.conversations)},
      groups_{std::move(all.groups)},
      accounts_{*connection_, batch_, seal_, std::move(all.accounts), all.names} {}

result<std::unique_ptr<sql_store>> sql_store::over(
    std::unique_ptr<sql_connection> connection, const store_options& options,
    std::shared_ptr<const process_register> processes, bool for_reading) {
  if (auto whole = check_copy_is_finished(*connection); !whole) {
    return error{whole.failure().code, "cannot use the database " + without_password(options.url) +
                                           ": " + whole.failure().detail};
  }
  value_seal seal{options.encryption_keys};
  auto batch = batch_statements::prepare(*connection, for_reading);
  auto conversations = store_statements::prepare(*connection);
  auto groups = group_statements::prepare(*connection);
  auto accounts = account_statements::prepare(*connection);
  auto names = erasure_names::load(*connection, seal);
  if (!batch || !conversations) {
    return !batch ? batch.failure() : conversations.failure();
  }
  if (!groups || !accounts) {
    return !groups ? groups.failure() : accounts.failure();
  }
  if (!names) {
    return names.failure();
  }
  return std::unique_ptr<sql_store>{
      new sql_store{std::move(connection),
                    std::move(seal),
                    {std::move(batch).value(), std::move(conversations).value(),
                     std::move(groups).value(), std::move(accounts).value(), *names},
                    std::move(processes)}};
}

result<std::size_t> sql_store::close_interrupted(wall_time now) {
  const auto has_ended = [this](std::string_view runner) {
    return !processes_ || !processes_->is_running(runner);
  };
  return close_interrupted_rows(*connection_, batch_, has_ended, now);
}

result<void> sql_store::remove_conversation(const conversation_key& key) {
  return batch_.atomically([&]() -> result<void> {
    const auto removed = run_counted(*connection_, statements_.remove_conversation, key.user.value,
                                     key.member.value, key.conversation.value);
    if (!removed) {
      return removed.failure();
    }
    if (*removed == 0) {
      return no_such_conversation();
    }
    batch_.sweep_log();
    return {};
  });
}

}  // namespace aurawell::net
