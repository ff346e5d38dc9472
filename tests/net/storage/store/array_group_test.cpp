// Groups of writes over PostgreSQL beyond the contract of all stores.
#include "net/storage/store/array_group.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "net/storage/postgres/open_postgres.hpp"
#include "net/storage/store/sql_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::postgres_server;
using test_support::question;
using testing::ElementsAre;
using writes = std::vector<spooled_write>;

class array_group_test : public testing::Test {
 protected:
  struct counts {
    std::uint64_t statements = 0;
    std::uint64_t round_trips = 0;
    bool operator==(const counts&) const = default;
  };

  void SetUp() override {
    auto connection = open_postgres(options_).value();
    connection_ = connection.get();
    store_ = sql_store::over(std::move(connection), options_, entry_).value();
  }

  /// The code of each; nothing: it was saved.
  std::vector<std::optional<ec>> save(const writes& group) {
    std::vector<const spooled_write*> views;
    for (const auto& write : group) {
      views.push_back(&write);
    }
    EXPECT_TRUE(store_->begin());
    const auto saved = store_->save_all(views);
    EXPECT_TRUE(saved && store_->commit());
    std::vector<std::optional<ec>> codes;
    for (const auto& one : saved ? *saved : std::vector<saved_write>{}) {
      codes.push_back(one ? std::nullopt : std::optional{one.failure().code});
    }
    return codes;
  }

  counts cost_of(const writes& group) {
    const counts before{connection_->statements(), connection_->round_trips()};
    save(group);
    return {connection_->statements() - before.statements,
            connection_->round_trips() - before.round_trips};
  }

  std::string ask(std::string_view sql) const {
    return postgres_server::shared().ask(database_, sql);
  }
  void run(std::string_view sql) const { postgres_server::shared().run(database_, sql); }

  test_support::temp_folder folder_;
  std::string database_ = postgres_server::shared().make_database();
  store_options options_{.url = postgres_server::shared().url(database_)};
  std::shared_ptr<process_register> entry_ =
      process_register::enter(folder_ / "a", process_register::nodes::many).value();
  postgres_connection* connection_ = nullptr;
  std::unique_ptr<sql_store> store_;
};

std::string name(int turn, int i) {
  return "r" + std::to_string(turn) + "-" + std::to_string(i);
}

/// Each of a person and a conversation of its own.
writes questions(int turn, int count) {
  writes all;
  for (int i = 0; i < count; ++i) {
    all.emplace_back(question(name(turn, i), "?", key_of("u" + std::to_string(i))));
  }
  return all;
}

writes texts(int turn, int count) {
  writes all;
  for (int i = 0; i < count; ++i) {
    all.emplace_back(progress_record{{"u" + std::to_string(i)}, {name(turn, i)}, "half"});
  }
  return all;
}

writes answers(int turn, int count) {
  writes all;
  for (int i = 0; i < count; ++i) {
    all.emplace_back(answer(name(turn, i), "all", key_of("u" + std::to_string(i))));
  }
  return all;
}

writes joined(writes all, const writes& more) {
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST_F(array_group_test, costs_the_same_statements_and_round_trips_for_any_number_of_writes) {
  // BEGIN, check of the key, savepoint, its release, COMMIT.
  constexpr std::uint64_t of_transaction = 5;
  int turn = 0;
  for (const int size : {1, 20, 250}) {
    // Locks, lookup, conversations, exchanges. The lookup, the writes, the savepoint's release and
    // the commit wait for the server.
    EXPECT_EQ(cost_of(questions(turn, size)), (counts{of_transaction + 4, 4}));
    EXPECT_EQ(cost_of(texts(turn, size)), (counts{of_transaction + 1, 3}));
    EXPECT_EQ(cost_of(joined(texts(turn, size), answers(turn, size))),
              (counts{of_transaction + 1, 3}));
    // Not remembered any more.
    EXPECT_EQ(cost_of(answers(turn, size)), (counts{of_transaction + 2, 4}));
    ++turn;
  }
  EXPECT_EQ(ask("SELECT count(*) FROM exchanges WHERE status = 'done'"), "271");
}

TEST_F(array_group_test, loses_nothing_when_a_known_question_cannot_be_read) {
  ASSERT_THAT(save({question("r1", "?")}), ElementsAre(std::nullopt));
  // Reading needs this column, and writing a question does not.
  run("ALTER TABLE exchanges RENAME COLUMN model TO another");
  EXPECT_THAT(save({question("r2", "?"), question("r1", "?"), question("r3", "?")}),
              ElementsAre(std::nullopt, testing::Ne(std::nullopt), std::nullopt));
  EXPECT_EQ(ask("SELECT count(*) FROM exchanges"), "3");
}

TEST_F(array_group_test, writes_no_text_for_a_row_that_another_process_took_over) {
  ASSERT_THAT(save({question("r1", "?")}), ElementsAre(std::nullopt));
  run("UPDATE exchanges SET runner = 'other.node'");
  EXPECT_THAT(save({progress_record{{"u1"}, {"r1"}, "half"}}), ElementsAre(std::nullopt));
  EXPECT_THAT(save({answer("r1", "all")}), ElementsAre(ec::answered_elsewhere));
  EXPECT_EQ(ask("SELECT count(*) FROM exchanges WHERE answer IS NOT NULL"), "0");
}

TEST_F(array_group_test, finds_the_row_of_a_question_that_was_removed_and_asked_again) {
  ASSERT_THAT(save({question("r1", "first")}), ElementsAre(std::nullopt));
  run("DELETE FROM conversations");
  EXPECT_THAT(save({progress_record{{"u1"}, {"r1"}, "half"}, answer("r1", "all")}),
              ElementsAre(std::nullopt, ec::request_not_found));
  ASSERT_THAT(save({question("r1", "second")}), ElementsAre(std::nullopt));
  run("DELETE FROM conversations");
  // As another store of this process writes it.
  run("INSERT INTO conversations (id, user_id, member_id, conversation_id, created_at) "
      "VALUES (77, 'u1', 'm1', 'c1', 0)");
  run("INSERT INTO exchanges (id, conversation, user_id, request_id, session_id, kind, question, "
      "asked_at, runner) VALUES (78, 77, 'u1', 'r1', '', 'health', '', 0, '" +
      entry_->own_name() + "')");
  EXPECT_THAT(save({answer("r1", "all")}), ElementsAre(std::nullopt));
  EXPECT_EQ(ask("SELECT id FROM exchanges WHERE status = 'done'"), "78");
}

TEST_F(array_group_test, remembers_no_row_of_a_transaction_that_was_undone) {
  const spooled_write asked = question("r1", "?");
  const spooled_write* view = &asked;
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->save_all({&view, 1}));
  store_->roll_back();
  EXPECT_THAT(save({answer("r1", "all")}), ElementsAre(ec::request_not_found));
  EXPECT_THAT(save({question("r1", "?"), answer("r1", "all")}),
              ElementsAre(std::nullopt, std::nullopt));
}

TEST_F(array_group_test, takes_over_a_question_and_answers_it_in_one_group) {
  ASSERT_THAT(save({question("r1", "?")}), ElementsAre(std::nullopt));
  // Of an earlier process of this node.
  run("UPDATE exchanges SET runner = '" + entry_->own_name() + "0'");
  entry_->note_completed();
  EXPECT_THAT(save({question("r1", "?"), progress_record{{"u1"}, {"r1"}, "half"},
                    question("r1", "?"), answer("r1", "all")}),
              ElementsAre(std::nullopt, std::nullopt, std::nullopt, std::nullopt));
  EXPECT_EQ(ask("SELECT runner FROM exchanges WHERE status = 'done'"), entry_->own_name());
}

TEST_F(array_group_test, writes_the_last_text_of_an_answer_and_never_one_after_its_end) {
  save({question("r1", "?"), progress_record{{"u1"}, {"r1"}, "a"},
        progress_record{{"u1"}, {"r1"}, "ab"}});
  EXPECT_EQ(ask("SELECT encode(answer, 'escape') FROM exchanges"), "\\000ab");
  save({answer("r1", "abc"), progress_record{{"u1"}, {"r1"}, "ab"}, answer("r1", "abcd")});
  EXPECT_EQ(ask("SELECT encode(answer, 'escape') FROM exchanges"), "\\000abcd");
}

TEST_F(array_group_test, keeps_a_nul_in_texts_of_models_and_refuses_one_in_an_id) {
  save({question("r1", std::string{"a\0b", 3})});
  auto ended = answer("r1", std::string{"c\0d", 3});
  ended.summary.model = std::string{"m\0n", 3};
  EXPECT_THAT(save({ended, question(std::string{"r\0", 2}, "?"), question("r2", "?")}),
              ElementsAre(std::nullopt, ec::invalid_input, std::nullopt));
  const auto found = store_->find_exchange({"u1"}, {"r1"}).value();
  EXPECT_EQ(found->question, (std::string{"a\0b", 3}));
  EXPECT_EQ(*found->summary.text, (std::string{"c\0d", 3}));
  EXPECT_EQ(found->summary.model, (std::string{"m\0n", 3}));
  EXPECT_EQ(ask("SELECT count(*) FROM exchanges"), "2");
}

TEST_F(array_group_test, orders_the_questions_of_a_conversation_as_they_came) {
  writes all;
  for (int i = 0; i < 200; ++i) {
    all.emplace_back(
        question("r" + std::to_string(i), "?", key_of("u1", "m1", i % 3 == 0 ? "a" : "b")));
  }
  save(all);
  EXPECT_EQ(ask("SELECT count(*) FROM (SELECT substr(request_id, 2)::integer AS turn, "
                "lag(substr(request_id, 2)::integer) OVER (ORDER BY id) AS before FROM exchanges) "
                "AS all_rows WHERE before > turn"),
            "0");
  EXPECT_EQ(ask("SELECT count(*) FROM conversations AS c WHERE newest <> "
                "(SELECT max(id) FROM exchanges WHERE conversation = c.id)"),
            "0");
}

}  // namespace
}  // namespace aurawell::net
