#include "net/storage/upkeep/rekey.hpp"

#include <gmock/gmock.h>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/net/storage/upkeep/rekey_fixture.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::files_with;
using test_support::question;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(sealed_store, no_text_is_in_any_file) {
  fill({old_key});
  EXPECT_THAT(files_with_text(), IsEmpty());
  expect_everything({old_key});
}

TEST_F(sealed_store, without_a_key_texts_are_there) {
  fill({});
  EXPECT_FALSE(files_with_text().empty());
  expect_everything({});
}

TEST_F(sealed_store, what_was_written_in_the_open_stays_readable) {
  fill({});
  expect_everything({old_key});
}

TEST_F(sealed_store, refuses_to_open_without_its_key) {
  fill({old_key});
  const auto failure = failure_of({});
  EXPECT_EQ(failure.code, ec::bad_configuration);
  EXPECT_THAT(failure.detail, HasSubstr("no key was given"));
  EXPECT_THAT(failure.detail, HasSubstr("storage.encryption_key_env"));
}

TEST_F(sealed_store, refuses_another_key_and_leaves_no_trace_of_it) {
  fill({old_key});
  const auto failure = failure_of({new_key});
  EXPECT_EQ(failure.code, ec::bad_configuration);
  EXPECT_THAT(failure.detail, HasSubstr("not among the keys that were given"));
  expect_everything({old_key});
}

TEST_F(sealed_store, needs_an_older_key_until_everything_is_sealed_anew) {
  fill({old_key});
  expect_everything({new_key, old_key});
  EXPECT_THAT(failure_of({new_key}).detail, HasSubstr("put it behind the newest one"));
  EXPECT_TRUE(rekey({new_key, old_key}));
  expect_everything({new_key});
  EXPECT_EQ(failure_of({old_key}).code, ec::bad_configuration);
}

TEST_F(sealed_store, seals_what_was_written_in_the_open) {
  fill({});
  EXPECT_TRUE(rekey({old_key}));
  EXPECT_THAT(files_with_text(), IsEmpty());
  expect_everything({old_key});
}

TEST_F(sealed_store, an_interrupted_change_of_keys_goes_on_where_it_was) {
  fill({});
  EXPECT_FALSE(rekey({old_key}, 1));
  expect_everything({old_key});
  EXPECT_FALSE(rekey({new_key, old_key}, 1));
  expect_everything({new_key, old_key});
  EXPECT_THAT(failure_of({new_key}).code, ec::bad_configuration);
  EXPECT_TRUE(rekey({new_key, old_key}));
  std::int64_t rows = 0;
  ASSERT_TRUE(*rekey_store(options_with({new_key}), [&](const rekey_progress& progress) {
    rows = progress.rows;
    return true;
  }));
  EXPECT_EQ(rows, 0) << "nothing was left to do";
  EXPECT_THAT(files_with_text(), IsEmpty());
  expect_everything({new_key});
}

TEST_F(sealed_store, a_change_of_keys_needs_a_key_and_a_file) {
  fill({old_key});
  const auto always = [](const rekey_progress&) { return true; };
  EXPECT_THAT(rekey_store(options_with({}), always).failure().detail,
              HasSubstr("no key to seal with"));
  EXPECT_THAT(rekey_store(options_with({new_key}), always).failure().detail,
              HasSubstr("not among"));
  auto memory = options_with({new_key});
  memory.url = "memory:";
  EXPECT_EQ(rekey_store(memory, always).failure().code, ec::bad_configuration);
}

TEST_F(sealed_store, a_value_moved_to_another_row_is_refused) {
  fill({old_key});
  run_sql(
      "UPDATE exchanges SET question = (SELECT question FROM exchanges WHERE id = 2) "
      "WHERE id = 1");
  const auto store = open({old_key});
  const auto history = store->load_past({test_support::key_of(), sealed_questions});
  ASSERT_FALSE(history);
  EXPECT_EQ(history.failure().code, ec::database_failed);
  EXPECT_THAT(history.failure().detail, HasSubstr("exchanges.question"));
  EXPECT_THAT(history.failure().detail, HasSubstr("belongs elsewhere"));
  EXPECT_TRUE(store->load_past({test_support::key_of(), 5}));
}

TEST_F(sealed_store, a_damaged_note_of_the_key_is_said) {
  fill({old_key});
  run_sql("UPDATE encryption_keys SET check_value = zeroblob(60)");
  EXPECT_THAT(failure_of({old_key}).detail, HasSubstr("note of key"));
}

TEST_F(sealed_store, seals_what_waits_in_the_spool_anew) {
  fill({old_key});
  const auto spool_options = options_with({old_key});
  {
    const auto spool = open_spool(spool_options).value();
    ASSERT_TRUE(spool->append({question("waits", std::string{marker}), question("refused", "x")}));
    ASSERT_TRUE(spool->set_aside(2, ec::database_failed));
  }
  EXPECT_FALSE(open_spool(options_with({new_key}))) << "it still needs the old key";
  EXPECT_TRUE(rekey({new_key, old_key}));
  const auto waiting = open_spool(options_with({new_key})).value()->load();
  ASSERT_TRUE(waiting);
  ASSERT_EQ(waiting->size(), 1U);
  EXPECT_EQ(std::get<question_record>(waiting->front().write).text, marker);
}

TEST_F(sealed_store, seals_a_spool_anew_that_was_made_meanwhile) {
  fill({old_key});
  bool is_made = false;
  const auto done = rekey_store(options_with({new_key, old_key}), [&](const rekey_progress&) {
    if (!std::exchange(is_made, true)) {
      const auto spool = open_spool(options_with({old_key, new_key})).value();
      EXPECT_TRUE(spool->append({question("waits", std::string{marker})}));
    }
    return true;
  });
  ASSERT_TRUE(done && *done);
  const auto spool = open_spool(options_with({new_key}));
  ASSERT_TRUE(spool) << spool.failure().detail;
  EXPECT_EQ((*spool)->load()->size(), 1U);
}

TEST_F(sealed_store, a_row_that_does_not_open_is_named) {
  fill({old_key});
  run_sql(
      "UPDATE exchanges SET question = (SELECT question FROM exchanges WHERE id = 2) "
      "WHERE id = 7");
  const auto done =
      rekey_store(options_with({new_key, old_key}), [](const rekey_progress&) { return true; });
  ASSERT_FALSE(done);
  EXPECT_THAT(done.failure().detail, HasSubstr("exchanges row 7: "));
}

TEST_F(sealed_store, says_when_a_reader_keeps_old_copies_in_the_log) {
  fill({old_key});
  const auto reader = open_store_reader(options_with({old_key})).value();
  ASSERT_TRUE(reader->begin());
  ASSERT_TRUE(reader->load_past({test_support::key_of(), 1}));
  const auto done =
      rekey_store(options_with({new_key, old_key}), [](const rekey_progress&) { return true; });
  ASSERT_FALSE(done);
  EXPECT_THAT(done.failure().detail, HasSubstr("old copies may still be in the file"));
  reader->roll_back();
  EXPECT_TRUE(rekey({new_key, old_key}));
}

TEST_F(sealed_store, can_be_stopped_at_any_batch_of_database_and_spool) {
  fill({old_key});
  {
    const auto spool = open_spool(options_with({old_key})).value();
    ASSERT_TRUE(spool->append({question("waits", std::string{marker})}));
  }
  int stops = 0;
  for (bool done = false; !done; ++stops) {
    ASSERT_LT(stops, 50);
    expect_everything({new_key, old_key});
    EXPECT_EQ(open_spool(options_with({new_key, old_key})).value()->load()->size(), 1U);
    const auto ran =
        rekey_store(options_with({new_key, old_key}), [](const rekey_progress&) { return false; });
    ASSERT_TRUE(ran) << ran.failure().detail;
    done = *ran;
  }
  EXPECT_GT(stops, 4);
  expect_everything({new_key});
  EXPECT_EQ(open_spool(options_with({new_key})).value()->load()->size(), 1U);
}

TEST_F(sealed_store, is_not_begun_while_the_service_seals_with_another_key) {
  fill({old_key});
  const auto always = [](const rekey_progress&) { return true; };
  {
    const auto running = open_spool(options_with({old_key})).value();
    const auto refused = rekey_store(options_with({new_key, old_key}), always);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.failure().detail, HasSubstr("restart it"));
  }
  expect_everything({old_key});
  const auto restarted = open_spool(options_with({new_key, old_key})).value();
  EXPECT_TRUE(rekey({new_key, old_key}));
}

TEST_F(sealed_store, lets_nobody_write_with_a_key_that_was_retired) {
  fill({old_key});
  const auto late = open({old_key});
  ASSERT_TRUE(late->save_question(question("before", "x")));
  // Like a process that does not use this spool: on another machine, or of an older release.
  run_sql("DELETE FROM encryption_keys");
  const auto alone = late->save_question(question("after", "x"));
  ASSERT_FALSE(alone);
  EXPECT_EQ(alone.failure().code, ec::database_unreachable);
  EXPECT_THAT(alone.failure().detail, HasSubstr("retired"));
  EXPECT_FALSE(late->begin());
  EXPECT_FALSE(late->accounts().save_profile(child_, profile(), {}));
}

TEST_F(sealed_store, lets_nobody_write_in_the_open_once_there_is_a_key) {
  const auto late = open({});
  ASSERT_TRUE(late->save_question(question("before", "x")));
  ASSERT_TRUE(rekey({new_key}));
  EXPECT_FALSE(late->save_question(question("after", "x")));
}

TEST_F(sealed_store, an_erased_asker_leaves_texts_that_still_open) {
  const auto store = open({old_key});
  auto asked = question("r1", "asked");
  asked.asked_by = {"u2"};
  ASSERT_TRUE(store->save_question(asked));
  ASSERT_TRUE(store->accounts().erase_account({"u2"}, {}));
  const auto page = store->list_exchanges({test_support::key_of(), {}, 2});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->exchanges[0].question, "asked");
}

}  // namespace
}  // namespace aurawell::net
