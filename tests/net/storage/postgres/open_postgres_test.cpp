#include "net/storage/postgres/open_postgres.hpp"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

#include "net/storage/postgres/postgres_migrations.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/support/postgres_server.hpp"

namespace aurawell::net {
namespace {

using test_support::postgres_server;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class open_postgres_test : public testing::Test {
 protected:
  store_options options() const { return {.url = server_.url(database_)}; }

  error failure_of(const store_options& options) {
    const auto opened = open_store(options);
    EXPECT_FALSE(opened);
    return opened ? error{} : opened.failure();
  }

  postgres_server& server_ = postgres_server::shared();
  std::string database_ = server_.make_database();
};

TEST_F(open_postgres_test, makes_the_schema_once) {
  ASSERT_TRUE(open_store(options()));
  ASSERT_TRUE(open_store(options()));
  EXPECT_EQ(server_.ask(database_, "SELECT string_agg(version::text, ',') FROM aurawell_schema"),
            std::to_string(postgres_migrations().back().version));
}

TEST_F(open_postgres_test, lets_processes_that_start_at_once_wait_for_each_other) {
  std::vector<std::thread> all;
  std::atomic<int> opened{0};
  for (int i = 0; i < 6; ++i) {
    all.emplace_back([&] { opened += open_store(options()) ? 1 : 0; });
  }
  for (auto& one : all) {
    one.join();
  }
  EXPECT_EQ(opened, 6);
}

TEST_F(open_postgres_test, refuses_a_schema_from_the_future) {
  ASSERT_TRUE(open_store(options()));
  server_.run(database_, "UPDATE aurawell_schema SET version = 999");
  const auto failure = failure_of(options());
  EXPECT_EQ(failure.code, ec::bad_configuration);
  EXPECT_THAT(failure.detail, HasSubstr("schema version 999"));
  EXPECT_THAT(failure.detail, HasSubstr("run the newer release"));
}

TEST_F(open_postgres_test, refuses_a_database_of_another_program) {
  server_.run(database_, "CREATE TABLE accounts (id integer)");
  const auto failure = failure_of(options());
  EXPECT_EQ(failure.code, ec::bad_configuration);
  EXPECT_THAT(failure.detail, HasSubstr("a database of its own"));
}

TEST_F(open_postgres_test, leaves_nothing_of_a_migration_that_fails) {
  const migration steps[] = {{1, "CREATE TABLE one (id bigint)"},
                             {2, "CREATE TABLE two (id bigint); SELECT 1 / 0"}};
  postgres_connection connection{{server_.url(database_)}};
  const auto done = migrate(connection, steps);
  ASSERT_FALSE(done);
  EXPECT_THAT(done.failure().detail, HasSubstr("migration 2 failed"));
  EXPECT_EQ(server_.ask(database_, "SELECT version FROM aurawell_schema"), "1");
  EXPECT_EQ(server_.ask(database_, "SELECT count(*) FROM pg_class WHERE relname = 'two'"), "0");
}

TEST_F(open_postgres_test, advises_for_a_role_without_rights) {
  server_.run(database_, "DROP ROLE IF EXISTS weak");
  server_.run(database_, "CREATE ROLE weak LOGIN");
  auto weak = options();
  weak.url.replace(weak.url.find("test@"), 4, "weak");
  const auto failure = failure_of(weak);
  EXPECT_EQ(failure.code, ec::database_unreachable);
  EXPECT_THAT(failure.detail, HasSubstr("no right"));
  EXPECT_THAT(failure.detail, HasSubstr("may create tables"));
}

TEST_F(open_postgres_test, advises_for_another_encoding) {
  server_.run("postgres", "CREATE DATABASE latin_" + database_ +
                              " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
  const auto failure = failure_of({.url = server_.url("latin_" + database_)});
  EXPECT_EQ(failure.code, ec::bad_configuration);
  EXPECT_THAT(failure.detail, AllOf(HasSubstr("LATIN1"), HasSubstr("ENCODING 'UTF8'")));
}

TEST_F(open_postgres_test, names_a_server_that_is_away) {
  const auto failure = failure_of({.url = "postgresql://u@127.0.0.1:1/db"});
  EXPECT_EQ(failure.code, ec::database_unreachable);
  EXPECT_THAT(failure.detail, AllOf(HasSubstr("u@127.0.0.1:1"), HasSubstr("refused"),
                                    HasSubstr("check storage.url")));
}

TEST_F(open_postgres_test, refuses_a_password_in_the_url_without_showing_it) {
  const auto failure = failure_of({.url = "postgresql://u:secret@127.0.0.1:1/db"});
  EXPECT_EQ(failure.code, ec::bad_configuration);
  EXPECT_THAT(failure.detail, AllOf(HasSubstr("u:***@127.0.0.1:1"), HasSubstr("PGPASSWORD"),
                                    Not(HasSubstr("secret"))));
}

TEST_F(open_postgres_test, goes_to_the_host_that_takes_writes) {
  auto two = options();
  two.url.replace(two.url.find("127.0.0.1"), 9, "127.0.0.1:1,127.0.0.1");
  EXPECT_TRUE(open_store(two));
}

TEST_F(open_postgres_test, refuses_a_server_that_takes_no_writes) {
  ASSERT_TRUE(open_store(options()));
  server_.run("postgres",
              "ALTER DATABASE " + database_ + " SET default_transaction_read_only = on");
  const auto failure = failure_of(options());
  EXPECT_EQ(failure.code, ec::database_unreachable);
  EXPECT_THAT(failure.detail, HasSubstr("read-only"));
}

TEST_F(open_postgres_test, refuses_keys_that_do_not_open_its_values) {
  auto sealed = options();
  sealed.encryption_keys.push_back({});
  sealed.encryption_keys.front().bytes.fill(7);
  ASSERT_TRUE(open_store(sealed));
  ASSERT_TRUE(open_store(sealed));
  EXPECT_EQ(failure_of(options()).code, ec::bad_configuration);
}

}  // namespace
}  // namespace aurawell::net
