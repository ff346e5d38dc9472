#include "net/storage/postgres/postgres_connection.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/postgres/postgres_faults.hpp"
#include "tests/support/postgres_server.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using test_support::postgres_server;

class postgres_connection_test : public testing::Test {
 protected:
  postgres_target target(postgres_options options = {}) const {
    return {postgres_server::shared().url(database_), options};
  }

  void SetUp() override {
    ASSERT_TRUE(
        connection_.execute("CREATE TABLE t (id bigint PRIMARY KEY, word text, value bytea)"));
  }

  std::int64_t count() { return connection_.read_integer("SELECT count(*) FROM t").value(); }

  std::string database_ = postgres_server::shared().make_database();
  postgres_connection connection_{target()};
};

TEST_F(postgres_connection_test, does_not_commit_after_a_failure_that_nobody_undid) {
  ASSERT_TRUE(run_once(connection_.prepare("BEGIN").value()));
  ASSERT_TRUE(run_once(connection_.prepare("INSERT INTO t VALUES (1)").value()));
  ASSERT_TRUE(run_once(connection_.prepare("SELECT 1 / 0").value()));
  EXPECT_FALSE(connection_.settle());
  ASSERT_TRUE(run_once(connection_.prepare("COMMIT").value()));
  const auto committed = connection_.settle();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.failure().code, ec::database_unreachable);
  EXPECT_EQ(count(), 0);
  ASSERT_TRUE(connection_.execute("BEGIN"));
  EXPECT_FALSE(connection_.execute("SELECT 1 / 0"));
  EXPECT_FALSE(connection_.execute("COMMIT"));
}

TEST_F(postgres_connection_test, waits_for_no_lock_while_it_is_not_to_wait) {
  postgres_connection other{target()};
  ASSERT_TRUE(other.execute("BEGIN; LOCK TABLE t"));
  connection_.wait_for_locks(false);
  ASSERT_TRUE(run_once(connection_.prepare("BEGIN").value()));
  ASSERT_TRUE(run_once(connection_.prepare("SHOW lock_timeout").value()));
  sql_run shown{connection_.prepare("SHOW lock_timeout").value()};
  ASSERT_TRUE(*shown.step());
  EXPECT_EQ(shown.text(0), "100ms");
  ASSERT_TRUE(run_once(connection_.prepare("INSERT INTO t VALUES (1)").value()));
  EXPECT_FALSE(connection_.settle());
  connection_.roll_back();
}

TEST_F(postgres_connection_test, returns_what_was_bound) {
  const auto add = connection_.prepare("INSERT INTO t VALUES (?1, ?2, ?3)").value();
  const std::string odd{"a\0\xff", 3};
  ASSERT_TRUE(run_once(add, std::int64_t{-5}, std::string_view{"Größe"}, foreign_text{odd}));
  ASSERT_TRUE(run_once(add, std::int64_t{1} << 62, std::optional<std::string_view>{},
                       stored_value{odd, true}));
  ASSERT_TRUE(run_once(add, std::int64_t{7}, std::string_view{}, stored_value{odd, false}));
  ASSERT_TRUE(run_once(add, std::int64_t{8}, std::string_view{}, 0.1));
  ASSERT_TRUE(run_once(add, std::int64_t{9}, std::string_view{}, stored_value{}));
  const auto all = connection_.prepare("SELECT id, word, value FROM t ORDER BY id").value();
  sql_run rows{all};
  ASSERT_TRUE(*rows.step());
  EXPECT_EQ(rows.integer(0), -5);
  EXPECT_EQ(rows.text(1), "Größe");
  EXPECT_EQ(rows.text(2), odd);
  ASSERT_TRUE(*rows.step());
  EXPECT_EQ(rows.value(2), odd);
  EXPECT_FALSE(rows.is_sealed(2));
  ASSERT_TRUE(*rows.step());
  EXPECT_EQ(rows.real(2), 0.1);
  ASSERT_TRUE(*rows.step());
  EXPECT_EQ(rows.value(2), "");
  EXPECT_FALSE(rows.is_sealed(2));
  ASSERT_TRUE(*rows.step());
  EXPECT_EQ(rows.integer(0), std::int64_t{1} << 62);
  EXPECT_TRUE(rows.is_null(1));
  EXPECT_TRUE(rows.is_sealed(2));
  EXPECT_EQ(rows.value(2), odd);
  EXPECT_FALSE(*rows.step());
}

TEST_F(postgres_connection_test, refuses_a_nul_in_a_text_before_it_is_sent) {
  const auto add = connection_.prepare("INSERT INTO t VALUES (1, ?1)").value();
  const auto done = run_once(add, std::string_view{"a\0b", 3});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.failure().code, ec::invalid_input);
  EXPECT_TRUE(run_once(add, std::string_view{"ab"}));
  EXPECT_EQ(count(), 1);
}

TEST_F(postgres_connection_test, reports_the_first_failure_of_what_was_sent_together) {
  const auto add = connection_.prepare("INSERT INTO t VALUES (?1)").value();
  ASSERT_TRUE(connection_.execute("BEGIN"));
  for (const std::int64_t id : {1, 1, 2}) {
    EXPECT_TRUE(run_once(add, id)) << "not waited for";
  }
  const auto done = connection_.settle();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.failure(), postgres_failure("23505"));
  EXPECT_TRUE(connection_.in_transaction());
  connection_.roll_back();
  EXPECT_FALSE(connection_.in_transaction());
  EXPECT_TRUE(connection_.settle()) << "a failure is reported once";
  EXPECT_EQ(count(), 0);
}

TEST_F(postgres_connection_test, prepares_again_what_a_failure_has_skipped) {
  const auto wrong = connection_.prepare("SELECT 1 / ?1").value();
  const auto add = connection_.prepare("INSERT INTO t VALUES (?1)").value();
  ASSERT_TRUE(run_once(wrong, std::int64_t{0}));
  ASSERT_TRUE(run_once(add, std::int64_t{1}));
  EXPECT_FALSE(connection_.settle());
  ASSERT_TRUE(run_once(add, std::int64_t{1}));
  EXPECT_TRUE(connection_.settle());
  EXPECT_EQ(count(), 1);
}

TEST_F(postgres_connection_test, sends_a_thousand_statements_at_once) {
  const auto add = connection_.prepare("INSERT INTO t VALUES (?1, ?2)").value();
  const std::string word(20'000, 'w');
  for (std::int64_t id = 0; id < 1'000; ++id) {
    ASSERT_TRUE(run_once(add, id, word));
  }
  ASSERT_TRUE(connection_.settle());
  EXPECT_EQ(count(), 1'000);
}

TEST_F(postgres_connection_test, gives_up_a_statement_that_takes_too_long) {
  postgres_options options;
  options.statement_timeout = milliseconds{50};
  postgres_connection impatient{target(options)};
  const auto done = impatient.read_integer("SELECT 1 FROM pg_sleep(30)");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.failure(), postgres_failure("57014"));
  EXPECT_EQ(impatient.read_integer("SELECT 5").value(), 5);
}

TEST_F(postgres_connection_test, gives_up_waiting_for_a_lock) {
  postgres_options options;
  options.lock_timeout = milliseconds{50};
  postgres_connection impatient{target(options)};
  ASSERT_TRUE(connection_.execute("INSERT INTO t VALUES (1)"));
  ASSERT_TRUE(connection_.execute("BEGIN; LOCK TABLE t"));
  const auto read = impatient.read_integer("SELECT count(*) FROM t");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.failure(), postgres_failure("55P03"));
  connection_.roll_back();
  EXPECT_EQ(impatient.read_integer("SELECT count(*) FROM t").value(), 1);
}

TEST_F(postgres_connection_test, names_its_program_and_its_limits_to_the_server) {
  EXPECT_EQ(connection_
                .read_integer("SELECT count(*) FROM pg_stat_activity "
                              "WHERE pid = pg_backend_pid() AND application_name = 'aurawell'")
                .value(),
            1);
  EXPECT_EQ(connection_
                .read_integer("SELECT setting::bigint FROM pg_settings "
                              "WHERE name = 'idle_in_transaction_session_timeout'")
                .value(),
            60'000);
}

TEST_F(postgres_connection_test, sees_a_conflict_once) {
  postgres_connection other{target()};
  ASSERT_TRUE(connection_.execute("INSERT INTO t VALUES (1), (2)"));
  ASSERT_TRUE(connection_.execute("BEGIN; UPDATE t SET word = 'a' WHERE id = 1"));
  ASSERT_TRUE(other.execute("BEGIN; UPDATE t SET word = 'b' WHERE id = 2"));
  const auto take = [](postgres_connection& link, std::int64_t id) {
    const auto statement = link.prepare("UPDATE t SET word = 'c' WHERE id = ?1").value();
    sql_run{statement, id}.send();
  };
  // Both wait for each other, and the server ends one of them.
  take(connection_, 2);
  std::thread waits{[&] { (void)connection_.settle(); }};
  take(other, 1);
  (void)other.settle();
  const bool first = other.take_conflict();
  other.roll_back();
  waits.join();
  EXPECT_NE(first, connection_.take_conflict());
  EXPECT_FALSE(other.take_conflict());
}

}  // namespace
}  // namespace aurawell::net
