#include "net/storage/database/migrations.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/rows/exchange_rows.hpp"
#include "net/storage/rows/store_statements.hpp"
#include "net/storage/rows/waiting_rows.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;

class migrations : public testing::Test {
 protected:
  sqlite_connection open() {
    const auto path = folder_ / "a.db";
    std::ofstream{path, std::ios::app};
    return sqlite_connection::open(path.c_str(), std::chrono::seconds{5}).value();
  }

  test_support::temp_folder folder_;
};

constexpr migration first{1, "CREATE TABLE one (x)"};
constexpr migration second{2, "CREATE TABLE two (x); CREATE INDEX two_x ON two (x)"};

TEST_F(migrations, released_ones_count_from_one) {
  int expected = 1;
  for (const auto& step : released_migrations()) {
    EXPECT_EQ(step.version, expected++);
    EXPECT_THAT(std::string{step.sql}, HasSubstr("TABLE")) << step.version;
  }
  EXPECT_GT(expected, 1);
}

TEST_F(migrations, run_once_and_leave_their_number) {
  auto connection = open();
  const migration all[] = {first, second};
  ASSERT_TRUE(migrate(connection, all));
  ASSERT_TRUE(migrate(connection, all));
  EXPECT_EQ(*connection.read_integer("PRAGMA user_version"), 2);
}

TEST_F(migrations, continue_where_an_older_release_stopped) {
  auto connection = open();
  const migration old_release[] = {first};
  ASSERT_TRUE(migrate(connection, old_release));
  ASSERT_TRUE(connection.execute("INSERT INTO one VALUES (42)"));
  const migration new_release[] = {first, second};
  ASSERT_TRUE(migrate(connection, new_release));
  EXPECT_EQ(*connection.read_integer("SELECT x FROM one"), 42);
  EXPECT_EQ(*connection.read_integer("SELECT count(*) FROM two"), 0);
}

TEST_F(migrations, a_failing_one_leaves_the_file_at_the_one_before) {
  auto connection = open();
  const migration broken[] = {first, {2, "CREATE TABLE two (x); CREATE TABLE one (x)"}};
  const auto failed = migrate(connection, broken);
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.failure().detail, HasSubstr("migration 2 failed"));
  EXPECT_FALSE(connection.in_transaction());
  EXPECT_EQ(*connection.read_integer("PRAGMA user_version"), 1);
  EXPECT_EQ(*connection.read_integer("SELECT count(*) FROM sqlite_schema WHERE name = 'two'"), 0);

  const migration repaired[] = {first, second};
  EXPECT_TRUE(migrate(connection, repaired));
}

TEST_F(migrations, count_what_earlier_releases_have_stored) {
  auto connection = open();
  ASSERT_TRUE(migrate(connection, released_migrations().first(8)));
  ASSERT_TRUE(connection.execute(
      "INSERT INTO conversations (id, user_id, member_id, conversation_id, created_at) "
      "VALUES (1, 'u', 'm', 'c', 0), (2, 'u', 'm', 'd', 0);"
      "INSERT INTO exchanges (id, conversation, user_id, request_id, session_id, kind, question, "
      "asked_at, "
      "status, answer, safety) VALUES "
      "(1, 1, 'u', 'r1', '', 'health', 'q', 0, 'done', 'a', 'urgent'),"
      "(2, 1, 'u', 'r2', '', 'health', 'q', 0, 'error', '', 'see_doctor'),"
      "(3, 2, 'u', 'r3', '', 'health', 'q', 0, 'done', 'a', NULL),"
      "(4, 1, 'u', 'r4', '', 'health', 'q', 0, NULL, 'half', NULL)"));
  ASSERT_TRUE(migrate(connection, released_migrations()));
  const auto sums_of = [&](int id) {
    const auto sql =
        "SELECT newest * 100 + answered * 10 + reached FROM conversations WHERE id = " +
        std::to_string(id);
    return *connection.read_integer(sql.c_str());
  };
  EXPECT_EQ(sums_of(1), 412);
  EXPECT_EQ(sums_of(2), 310);
}

TEST_F(migrations, leave_what_the_screen_found_before_regions_were_stored) {
  auto connection = open();
  ASSERT_TRUE(migrate(connection, released_migrations().first(9)));
  ASSERT_TRUE(connection.execute(
      "INSERT INTO conversations (id, user_id, member_id, conversation_id, created_at) "
      "VALUES (1, 'u', 'm', 'c', 0);"
      "INSERT INTO exchanges (id, conversation, user_id, request_id, session_id, kind, question, "
      "asked_at, status, answer, safety) VALUES "
      "(1, 1, 'u', 'r1', '', 'health', 'q', 0, 'done', 'a', 'urgent')"));
  ASSERT_TRUE(migrate(connection, released_migrations()));
  auto statements = store_statements::prepare(connection);
  ASSERT_TRUE(statements);
  sql_run run{statements->by_request, std::string_view{"u"}, std::string_view{"r1"}};
  ASSERT_TRUE(*run.step());
  const auto read = read_exchange(run, value_seal{});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->exchange.summary.safety, answer_safety{safety_level::urgent});
}

TEST_F(migrations, give_running_questions_of_before_the_first_term_and_no_job) {
  auto connection = open();
  ASSERT_TRUE(migrate(connection, released_migrations().first(11)));
  ASSERT_TRUE(connection.execute(
      "INSERT INTO conversations (id, user_id, member_id, conversation_id, created_at) "
      "VALUES (1, 'u', 'm', 'c', 0);"
      "INSERT INTO exchanges (id, conversation, user_id, request_id, session_id, kind, question, "
      "asked_at, runner) VALUES (1, 1, 'u', 'r1', 's', 'health', 'q', 0, 'abc');"
      "INSERT INTO waiting_writes (kind, id, asker_id, request_id, text) VALUES "
      "('progress', 1, 'u', 'r1', 'half')"));
  ASSERT_TRUE(migrate(connection, released_migrations()));
  EXPECT_EQ(*connection.read_integer("SELECT count(*) FROM exchanges WHERE run_term = 1 "
                                     "AND job IS NULL AND runner = 'abc'"),
            1);
  const auto statements = waiting_statements::prepare(connection);
  ASSERT_TRUE(statements);
  sql_run run{statements->oldest_first, std::int64_t{1}, std::int64_t{9}};
  ASSERT_TRUE(*run.step());
  const auto waiting = read_waiting(run, value_seal{});
  ASSERT_TRUE(waiting);
  EXPECT_EQ(std::get<progress_record>(*waiting).term, no_term);
}

TEST_F(migrations, leave_what_waits_in_the_spool) {
  auto connection = open();
  ASSERT_TRUE(migrate(connection, released_migrations().first(9)));
  ASSERT_TRUE(connection.execute(
      "INSERT INTO waiting_writes (kind, id, asker_id, request_id, text, owner_id, member_id, "
      "conversation_id, session_id, chat_kind, makes_member, at, admitted_at) VALUES "
      "('question', 1, 'a', 'r1', 'why?', 'u', 'm', 'c', 's', 'general', 1, 7000, 6000);"
      "INSERT INTO waiting_writes (kind, id, asker_id, request_id, text, safety) VALUES "
      "('progress', 2, 'a', 'r2', 'half', 'emergency');"
      "INSERT INTO waiting_writes (kind, id, asker_id, request_id, text, owner_id, member_id, "
      "conversation_id, status, at, error_code, safety, duration_ms) VALUES "
      "('answer', 3, 'u', 'r3', 'a', 'u', 'm', 'c', 'error', 8000, 'AI_1401', 'urgent', 5)"));
  ASSERT_TRUE(migrate(connection, released_migrations()));
  const auto statements = waiting_statements::prepare(connection);
  ASSERT_TRUE(statements);
  sql_run run{statements->oldest_first, std::int64_t{1}, std::int64_t{9}};
  const auto next = [&] {
    EXPECT_TRUE(*run.step());
    return read_waiting(run, value_seal{});
  };
  const auto first_read = next();
  ASSERT_TRUE(first_read);
  const auto& question = std::get<question_record>(*first_read);
  EXPECT_EQ(question.session.value, "s");
  EXPECT_EQ(question.job, nullptr);
  EXPECT_EQ(question.kind, chat_kind::general);
  EXPECT_TRUE(question.makes_member);
  EXPECT_EQ(question.admitted_at, wall_time{std::chrono::seconds{6}});
  const auto second_read = next();
  ASSERT_TRUE(second_read);
  const auto& progress = std::get<progress_record>(*second_read);
  EXPECT_EQ(progress.text, "half");
  EXPECT_EQ(progress.safety, answer_safety{safety_level::emergency});
  const auto third_read = next();
  ASSERT_TRUE(third_read);
  const auto& answer = std::get<answer_record>(*third_read);
  EXPECT_EQ(answer.status, request_status::error);
  EXPECT_EQ(answer.failure, ec::ai_unavailable);
  EXPECT_EQ(answer.term, no_term);
  EXPECT_EQ(answer.summary.safety, answer_safety{safety_level::urgent});
}

}  // namespace
}  // namespace aurawell::net
