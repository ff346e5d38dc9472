#include "net/storage/rows/waiting_rows.hpp"

#include <gtest/gtest.h>

#include "net/storage/database/sqlite_file.hpp"
#include "tests/net/storage/records.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::question;

answer_record full_answer() {
  auto full = answer("r1", std::string("text\0with everything", 20));
  full.status = request_status::incomplete;
  full.summary.usage = token_usage{1, 2, 3, 4, std::nullopt, true};
  full.summary.model = "model";
  full.summary.provider = "provider";
  full.summary.finish_reason = "length";
  full.summary.first_token = std::chrono::milliseconds{7};
  full.summary.duration = std::chrono::milliseconds{8};
  full.summary.safety = {safety_level::urgent, safety::region::united_states,
                         safety_level::routine};
  full.failure = ec::upstream_failed;
  full.asked_by = {"u2"};
  full.term = 4;
  return full;
}

/// With a key and without.
class waiting_rows : public testing::TestWithParam<bool> {
 protected:
  static store_options options_with(bool sealed) {
    store_options options;
    if (sealed) {
      options.encryption_keys.resize(1);
    }
    return options;
  }

  void add(const spooled_write& write) {
    ASSERT_TRUE(add_waiting(statements, next++, write, seal));
  }

  std::vector<result<spooled_write>> all() {
    std::vector<result<spooled_write>> found;
    sql_run run{statements.oldest_first, std::int64_t{1}, INT64_MAX};
    while (*run.step()) {
      found.push_back(read_waiting(run, seal));
    }
    return found;
  }

  template <class Record>
  Record round_trip(const Record& record) {
    add(record);
    const auto found = all();
    EXPECT_TRUE(found.size() == 1 && found[0]);
    return std::get<Record>(*found.at(0));
  }

  store_options options = options_with(GetParam());
  value_seal seal{options.encryption_keys};
  sqlite_connection connection = open_sqlite_memory(options).value();
  waiting_statements statements = waiting_statements::prepare(connection).value();
  std::int64_t next = 1;
};

INSTANTIATE_TEST_SUITE_P(with_and_without_a_key, waiting_rows, testing::Bool());

TEST_P(waiting_rows, bring_back_a_question) {
  auto asked = question("r1", "why?");
  asked.session = {"s1"};
  asked.kind = chat_kind::general;
  asked.asked_by = {"u2"};
  asked.makes_member = true;
  asked.admitted_at = asked.asked_at - std::chrono::minutes{5};
  question_job job;
  job.lang = language::en;
  job.context = {{"note", std::string{"a\0b", 3}}};
  asked.job = std::make_shared<const question_job>(job);
  const auto back = round_trip(asked);
  EXPECT_EQ(back.key, asked.key);
  EXPECT_EQ(back.session, asked.session);
  EXPECT_EQ(back.request, asked.request);
  EXPECT_EQ(back.kind, asked.kind);
  EXPECT_EQ(back.text, asked.text);
  EXPECT_EQ(back.asked_at, asked.asked_at);
  EXPECT_EQ(back.asked_by, asked.asked_by);
  EXPECT_TRUE(back.makes_member);
  EXPECT_EQ(back.admitted_at, asked.admitted_at);
  ASSERT_TRUE(back.job);
  EXPECT_EQ(*back.job, job);
}

TEST_P(waiting_rows, bring_back_a_question_of_the_owner) {
  const auto back = round_trip(question("r1", ""));
  EXPECT_TRUE(back.asked_by.empty());
  EXPECT_FALSE(back.makes_member);
  EXPECT_EQ(back.kind, chat_kind::health);
  EXPECT_EQ(back.text, "");
  EXPECT_FALSE(back.job);
}

TEST_P(waiting_rows, bring_back_a_question_whose_job_is_damaged) {
  auto asked = question("r1", "why?");
  asked.job = std::make_shared<const question_job>();
  add(asked);
  ASSERT_TRUE(connection.execute("UPDATE waiting_writes SET job = x'0102'"));
  const auto found = all();
  ASSERT_TRUE(found.size() == 1 && found[0]);
  EXPECT_EQ(std::get<question_record>(*found[0]).text, "why?");
  EXPECT_FALSE(std::get<question_record>(*found[0]).job);
}

TEST_P(waiting_rows, bring_back_a_progress) {
  const answer_safety found{safety_level::emergency, safety::region::china, safety_level::urgent};
  const auto back = round_trip(progress_record{{"u1"}, {"r1"}, "so far", found, 3});
  EXPECT_EQ(back.user.value, "u1");
  EXPECT_EQ(back.request.value, "r1");
  EXPECT_EQ(back.text, "so far");
  EXPECT_EQ(back.safety, found);
  EXPECT_EQ(back.term, 3);
}

TEST_P(waiting_rows, bring_back_an_answer) {
  const auto full = full_answer();
  const auto back = round_trip(full);
  EXPECT_EQ(back.key, full.key);
  EXPECT_EQ(back.request, full.request);
  EXPECT_EQ(back.status, full.status);
  EXPECT_EQ(*back.summary.text, *full.summary.text);
  EXPECT_EQ(back.summary.usage, full.summary.usage);
  EXPECT_EQ(back.summary.model, full.summary.model);
  EXPECT_EQ(back.summary.provider, full.summary.provider);
  EXPECT_EQ(back.summary.finish_reason, full.summary.finish_reason);
  EXPECT_EQ(back.summary.first_token, full.summary.first_token);
  EXPECT_EQ(back.summary.duration, full.summary.duration);
  EXPECT_EQ(back.summary.safety, full.summary.safety);
  EXPECT_EQ(back.answered_at, full.answered_at);
  EXPECT_EQ(back.failure, full.failure);
  EXPECT_EQ(back.asked_by, full.asked_by);
  EXPECT_EQ(back.term, full.term);
}

TEST_P(waiting_rows, bring_back_an_answer_without_a_term) {
  EXPECT_EQ(round_trip(answer("r1", "")).term, no_term);
}

TEST_P(waiting_rows, forget_a_progress_that_went_on) {
  add(question("r1", "?"));
  add(progress_record{{"u1"}, {"r1"}, "a"});
  add(progress_record{{"u1"}, {"r2"}, "of another"});
  add(progress_record{{"u1"}, {"r1"}, "ab"});
  EXPECT_EQ(all().size(), 3U);
  add(answer("r1", "abc"));
  EXPECT_EQ(all().size(), 3U);
}

TEST_P(waiting_rows, say_when_one_is_damaged) {
  for (const auto* damage :
       {"UPDATE waiting_writes SET kind = 'quest'", "UPDATE waiting_writes SET status = 'sending'",
        "UPDATE waiting_writes SET status = NULL"}) {
    ASSERT_TRUE(connection.execute("DELETE FROM waiting_writes"));
    add(full_answer());
    ASSERT_TRUE(connection.execute(damage));
    EXPECT_FALSE(all().at(0)) << damage;
  }
}

TEST_P(waiting_rows, notice_a_changed_byte_of_a_sealed_text) {
  add(question("r1", "why?"));
  ASSERT_TRUE(connection.execute(
      "UPDATE waiting_writes SET text = CAST(substr(text, 1, length(text) - 1) || "
      "CASE substr(text, -1) WHEN x'00' THEN x'01' ELSE x'00' END AS BLOB) "
      "WHERE typeof(text) = 'blob'"));
  EXPECT_NE(all().at(0).has_value(), GetParam());
}

}  // namespace
}  // namespace aurawell::net
