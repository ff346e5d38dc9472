// A store that a PostgreSQL server refuses: its role, its password, its certificate, its number.

#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "net/storage/store/make_store.hpp"
#include "tests/net/llm/test_authority.hpp"
#include "tests/net/storage/postgres/store_calls.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::captured_log;
using test_support::past_of;
using test_support::patiently;
using test_support::postgres_server;
using test_support::question;
using test_support::save_group;
using test_support::saves_again;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

/// With a role of its own that may do only what is granted.
class postgres_role : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(open_store({.url = server_.url(database_)}));
    run("CREATE ROLE " + role_ + " LOGIN");
  }
  void TearDown() override {
    run("DROP OWNED BY " + role_);
    run("DROP ROLE " + role_);
  }

  void run(const std::string& sql) const { server_.run(database_, sql); }
  void grant_everything() const {
    run("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role_);
    run("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO " + role_);
  }
  store_options options() const {
    auto url = server_.url(database_);
    return {.url = url.replace(url.find("test@"), 4, role_)};
  }
  std::string why_not_opened() const {
    const auto opened = open_store(options());
    EXPECT_FALSE(opened);
    EXPECT_TRUE(opened || opened.failure().code == ec::database_unreachable);
    return opened ? "" : opened.failure().detail;
  }

  postgres_server& server_ = postgres_server::shared();
  std::string database_ = server_.make_database();
  std::string role_ = "role_of_" + database_;
};

TEST_F(postgres_role, that_may_not_connect_is_refused_with_the_servers_reason) {
  run("REVOKE CONNECT ON DATABASE " + database_ + " FROM PUBLIC");
  EXPECT_THAT(why_not_opened(),
              AllOf(HasSubstr("permission denied for database"), HasSubstr("check storage.url")));
}

TEST_F(postgres_role, that_may_not_read_is_refused) {
  EXPECT_THAT(why_not_opened(), AllOf(HasSubstr("no right"), HasSubstr("42501")));
}

TEST_F(postgres_role, that_loses_its_rights_is_an_outage_until_it_has_them_again) {
  grant_everything();
  const auto store = open_store(options()).value();
  ASSERT_TRUE(save_group(*store, {question("r1", "first")}));
  run("REVOKE INSERT ON exchanges FROM " + role_);
  const auto refused = save_group(*store, {question("r2", "second")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, ec::database_unreachable);
  EXPECT_THAT(refused.failure().detail, HasSubstr("42501"));
  run("GRANT INSERT ON exchanges TO " + role_);
  EXPECT_TRUE(save_group(*store, {question("r2", "second")}));
  EXPECT_THAT(past_of(*store), SizeIs(0)) << "no answers yet";
}

TEST_F(postgres_role, that_has_no_connection_left_is_an_outage_until_one_is_free) {
  grant_everything();
  run("ALTER ROLE " + role_ + " CONNECTION LIMIT 1");
  auto first = open_store(options()).value();
  EXPECT_THAT(why_not_opened(), HasSubstr("too many connections"));
  first.reset();
  EXPECT_TRUE(patiently([&] { return open_store(options()).has_value(); }));
}

TEST_F(postgres_role, that_lost_its_connection_to_another_goes_on_when_one_is_free) {
  grant_everything();
  run("ALTER ROLE " + role_ + " CONNECTION LIMIT 1");
  const auto store = open_store(options()).value();
  captured_log log;
  server_.run(
      "postgres",
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role_ + "'");
  std::unique_ptr<advice_store> other;
  ASSERT_TRUE(patiently([&] {
    auto opened = open_store(options());
    other = opened ? std::move(opened).value() : nullptr;
    return other != nullptr;
  }));
  const auto away = save_group(*store, {question("r1", "asked")});
  ASSERT_FALSE(away);
  EXPECT_EQ(away.failure().code, ec::database_unreachable);
  EXPECT_THAT(log.text(), AllOf(HasSubstr("store.not_connected"), HasSubstr("too many")));
  other.reset();
  EXPECT_TRUE(saves_again(*store, {question("r1", "asked")}));
}

/// A server with TLS that asks for passwords.
class postgres_secured : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    authority_ = std::make_unique<test_authority>("right");
    const auto own = authority_->issue("DNS:localhost");
    server_ = std::make_unique<postgres_server>(
        test_support::postgres_setup{.settings = {"ssl=on"},
                                     .files = {{"server.crt", own.certificate_pem},
                                               {"server.key", own.private_key_pem},
                                               {"pg_hba.conf",
                                                "host all test all trust\n"
                                                "hostssl all aurawell all scram-sha-256\n"}}});
    server_->run("postgres", "CREATE ROLE aurawell LOGIN PASSWORD 'right-password'");
    server_->run("postgres", "CREATE DATABASE aurawell OWNER aurawell");
  }
  static void TearDownTestSuite() {
    server_.reset();
    authority_.reset();
  }

  std::string file(const std::string& name, const std::string& content) const {
    test_support::write_private_file(folder_ / name, content);
    return (folder_ / name).string();
  }
  /// Of the role "aurawell".
  store_options options(const std::string& host, const std::string& password,
                        const std::string& more = "") const {
    return {.url = "postgresql://aurawell@" + host + ":" + std::to_string(server_->port()) +
                   "/aurawell?passfile=" + file("passwords", "*:*:*:*:" + password + "\n") + more};
  }
  std::string verified_by(const test_authority& authority) const {
    return "&sslmode=verify-full&sslrootcert=" + file("ca.pem", authority.pem());
  }
  std::string why_not_opened(const store_options& wrong) const {
    const captured_log log;
    const auto opened = open_store(wrong);
    EXPECT_FALSE(opened);
    EXPECT_THAT(log.text(), AllOf(HasSubstr("store.not_connected"), Not(HasSubstr("-password"))));
    return opened ? "" : opened.failure().detail;
  }

  static inline std::unique_ptr<test_authority> authority_;
  static inline std::unique_ptr<postgres_server> server_;
  test_support::temp_folder folder_;
};

TEST_F(postgres_secured, accepts_the_right_password_over_tls) {
  const auto opened = open_store(options("localhost", "right-password", verified_by(*authority_)));
  EXPECT_TRUE(opened) << opened.failure().detail;
}

TEST_F(postgres_secured, refuses_a_wrong_password_without_showing_it) {
  const auto why = why_not_opened(options("localhost", "wrong-password"));
  EXPECT_THAT(why, AllOf(HasSubstr("password authentication failed for user \"aurawell\""),
                         Not(HasSubstr("wrong-password"))));
}

TEST_F(postgres_secured, is_refused_with_a_certificate_of_another_authority) {
  const auto wrong = options("localhost", "right-password", verified_by(test_authority{"other"}));
  EXPECT_THAT(why_not_opened(wrong), HasSubstr("certificate verify failed"));
}

TEST_F(postgres_secured, is_refused_with_a_certificate_for_another_name) {
  const auto wrong = options("127.0.0.1", "right-password", verified_by(*authority_));
  EXPECT_THAT(why_not_opened(wrong), HasSubstr("does not match host name"));
}

TEST_F(postgres_secured, refuses_a_connection_without_tls) {
  EXPECT_THAT(why_not_opened(options("localhost", "right-password", "&sslmode=disable")),
              AllOf(HasSubstr("no pg_hba.conf entry"), HasSubstr("no encryption")));
}

TEST_F(postgres_secured, is_refused_where_tls_is_demanded_and_missing) {
  auto& plain = postgres_server::shared();
  EXPECT_THAT(why_not_opened({.url = plain.url(plain.make_database()) + "?sslmode=require"}),
              HasSubstr("does not support SSL"));
}

TEST_F(postgres_secured, is_refused_when_the_file_of_authorities_is_missing) {
  EXPECT_THAT(why_not_opened(options("localhost", "right-password",
                                     "&sslmode=verify-full&sslrootcert=/nowhere/ca.pem")),
              HasSubstr("/nowhere/ca.pem"));
}

}  // namespace
}  // namespace aurawell::net
