// A change of keys of a PostgreSQL database.

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "net/storage/spool/open_spool.hpp"
#include "net/storage/upkeep/backup.hpp"
#include "net/storage/upkeep/compact.hpp"
#include "net/storage/upkeep/verify.hpp"
#include "tests/net/storage/upkeep/rekey_fixture.hpp"
#include "tests/support/postgres_server.hpp"

namespace aurawell::net {
namespace {

using test_support::postgres_server;
using test_support::question;
using testing::HasSubstr;

class rekey_postgres : public sealed_store {
 protected:
  rekey_postgres() {
    url_ = server_.url(database_);
    spool_dir_ = (folder_ / "local").string();
  }
  std::string ask(std::string_view sql) const { return server_.ask(database_, sql); }
  /// Rows of a table with the key's name, or with the text, in a column.
  std::string rows_with(const std::string& table, const std::string& column,
                        const std::string& bytes) const {
    return ask("SELECT count(*) FROM " + table + " WHERE position(" + bytes + " IN " + column +
               ") > 0");
  }

  postgres_server& server_ = postgres_server::shared();
  std::string database_ = server_.make_database();
};

TEST_F(rekey_postgres, seals_everything_with_the_newest_key) {
  fill({old_key});
  EXPECT_EQ(failure_of({new_key}).code, ec::bad_configuration);
  ASSERT_TRUE(rekey({new_key, old_key}));
  expect_everything({new_key});
  EXPECT_EQ(failure_of({old_key}).code, ec::bad_configuration);
  EXPECT_EQ(ask("SELECT count(*) FROM encryption_keys"), "1");
  EXPECT_TRUE(rekey({new_key})) << "there is nothing to do";
}

TEST_F(rekey_postgres, seals_what_was_written_in_the_open) {
  fill({});
  const std::string text = "'M4RK3D'::bytea";
  EXPECT_NE(rows_with("exchanges", "question", text), "0");
  ASSERT_TRUE(rekey({new_key}));
  EXPECT_EQ(rows_with("exchanges", "question", text), "0");
  EXPECT_EQ(rows_with("exchanges", "answer", text), "0");
  EXPECT_EQ(rows_with("members", "name", text), "0");
  EXPECT_EQ(rows_with("profiles", "content", text), "0");
  EXPECT_EQ(rows_with("accounts", "email", text), "0");
  EXPECT_EQ(rows_with("logins", "client", text), "0");
  expect_everything({new_key});
}

TEST_F(rekey_postgres, can_be_stopped_at_any_batch_and_goes_on) {
  fill({old_key});
  int stops = 0;
  for (bool done = false; !done; ++stops) {
    ASSERT_LT(stops, 50);
    expect_everything({new_key, old_key});
    const auto ran =
        rekey_store(options_with({new_key, old_key}), [](const rekey_progress&) { return false; });
    ASSERT_TRUE(ran) << ran.failure().detail;
    done = *ran;
  }
  EXPECT_GT(stops, 4);
  expect_everything({new_key});
}

TEST_F(rekey_postgres, seals_what_waits_in_the_spool_anew) {
  fill({old_key});
  {
    const auto spool = open_spool(options_with({old_key})).value();
    ASSERT_TRUE(spool->append({question("waits", std::string{marker})}));
  }
  ASSERT_TRUE(rekey({new_key, old_key}));
  EXPECT_EQ(open_spool(options_with({new_key})).value()->load()->size(), 1U);
}

/// Each of them either keeps its questions sealed with a key that is known, or is refused.
TEST_F(rekey_postgres, leaves_nothing_of_services_that_write_meanwhile_with_the_older_key) {
  fill({old_key});
  std::atomic<bool> goes_on{true};
  std::atomic<int> written{0};
  std::atomic<bool> was_refused{false};
  std::thread service{[&] {
    const auto store = open({old_key});
    for (int i = 0; goes_on && !was_refused; ++i) {
      const auto saved = store->save_question(question("late" + std::to_string(i), "late"));
      written += saved ? 1 : 0;
      was_refused = !saved && saved.failure().detail.find("retired") != std::string::npos;
    }
  }};
  while (written == 0) {
    std::this_thread::yield();
  }
  const bool done = rekey({new_key, old_key});
  while (done && !was_refused) {
    std::this_thread::yield();
  }
  goes_on = false;
  service.join();
  ASSERT_TRUE(done);
  const auto store = open({new_key});
  for (int i = 0; i < written; ++i) {
    const auto found = store->find_exchange({"u1"}, {"late" + std::to_string(i)});
    ASSERT_TRUE(found) << i << ": " << found.failure().detail;
    ASSERT_TRUE(*found) << i;
    EXPECT_EQ((*found)->question, "late");
  }
}

/// The server has programs for that.
TEST_F(rekey_postgres, is_the_only_upkeep_that_is_not_for_files) {
  fill({});
  const auto backup = back_up_store(options_with({}), folder_ / "backup.db");
  ASSERT_FALSE(backup);
  EXPECT_THAT(backup.failure().detail, HasSubstr("pg_dump"));
  const auto compact = compact_store(options_with({}));
  ASSERT_FALSE(compact);
  EXPECT_THAT(compact.failure().detail, HasSubstr("PostgreSQL in docs/operations.md"));
}

}  // namespace
}  // namespace aurawell::net
