// Several processes with one database, over every engine that can have them.

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/store/make_store.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/postgres_server.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;
using testing::ElementsAre;
using testing::SizeIs;

struct running_process {
  std::shared_ptr<process_register> entry;
  std::unique_ptr<advice_store> store;

  const std::string& name() const { return entry->own_name(); }
};

/// All processes are on one node, in one folder.
struct sqlite_processes {
  running_process start(const std::string& /*node*/) {
    const auto path = (folder / "a.db").string();
    auto entry = process_register::enter(path).value();
    auto store = open_store({.url = "sqlite:" + path, .sync_to_disk = false}, entry).value();
    return {std::move(entry), std::move(store)};
  }
  std::int64_t read_integer(std::string_view sql) const {
    return sqlite_connection::open((folder / "a.db").c_str(), {}).value().read_integer(sql).value();
  }

  test_support::temp_folder folder;
};

struct postgres_processes {
  running_process start(const std::string& node) {
    auto entry = process_register::enter(folder / node, process_register::nodes::many).value();
    auto store = open_store({.url = url}, entry).value();
    return {std::move(entry), std::move(store)};
  }

  std::int64_t read_integer(std::string_view sql) const {
    return std::stoll(test_support::postgres_server::shared().ask(database, sql));
  }

  test_support::temp_folder folder;
  std::string database = test_support::postgres_server::shared().make_database();
  std::string url = test_support::postgres_server::shared().url(database);
};

template <class Engine>
class claims_of_processes : public testing::Test {
 protected:
  static constexpr int questions = 30;

  /// Asks questions and ends; returns the name of the process.
  std::string leave_questions(const std::string& node) {
    const auto former = engine_.start(node);
    for (int i = 0; i < questions; ++i) {
      EXPECT_TRUE(former.store->save_question(question("r" + std::to_string(i), "asked")));
    }
    return former.name();
  }

  stored_exchange find(const running_process& in, const std::string& request = "r1") {
    return in.store->find_exchange({"u1"}, {request}).value().value();
  }

  static progress_record progress(const std::string& text, run_term term) {
    return {{"u1"}, {"r1"}, text, {}, term};
  }

  static answer_record end(const std::string& text, run_term term) {
    auto record = answer("r1", text);
    record.term = term;
    return record;
  }

  /// Calls `run(0)` and `run(1)` on two threads.
  template <class Run>
  static void at_once(const Run& run) {
    std::thread other{[&] { run(1); }};
    run(0);
    other.join();
  }

  Engine engine_;
};

using engines = testing::Types<sqlite_processes, postgres_processes>;
TYPED_TEST_SUITE(claims_of_processes, engines);

TYPED_TEST(claims_of_processes, asking_a_lost_question_again_claims_it) {
  (void)this->leave_questions("a");
  const auto next = this->engine_.start("a");
  next.entry->note_completed();
  const auto again = next.store->save_question(question("r1", "asked")).value();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->term, 2);
  EXPECT_FALSE(again->is_answered_elsewhere);
  EXPECT_EQ(next.store->save_question(question("r1", "asked")).value()->term, 2)
      << "its own claim is not counted again";
  EXPECT_EQ(this->find(next, "r2").term, first_term);
}

TYPED_TEST(claims_of_processes, a_question_of_a_running_process_is_not_claimed_by_asking) {
  const auto first = this->engine_.start("a");
  const auto second = this->engine_.start("a");
  second.entry->note_completed();
  ASSERT_TRUE(first.store->save_question(question("r1", "asked")));
  const auto known = second.store->save_question(question("r1", "asked")).value();
  EXPECT_TRUE(known->is_answered_elsewhere);
  EXPECT_EQ(known->term, first_term);
  EXPECT_TRUE(first.store->save_answer(this->end("its own", first_term)));
}

TYPED_TEST(claims_of_processes, a_replaced_process_writes_nothing) {
  const auto slow = this->engine_.start("a");
  const auto next = this->engine_.start("b");
  ASSERT_TRUE(slow.store->save_question(question("r1", "asked")));
  ASSERT_TRUE(slow.store->save_progress(this->progress("half", first_term)));
  EXPECT_THAT(next.store->list_runners().value(), ElementsAre(slow.name()));
  const auto claimed = next.store->claim_running({slow.name()}).value();
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_EQ(*claimed.front().exchange.summary.text, "half");
  EXPECT_EQ(claimed.front().exchange.term, 2);
  EXPECT_THAT(next.store->list_runners().value(), ElementsAre(next.name()));
  EXPECT_EQ(slow.store->save_progress(this->progress("half and more", first_term)).failure().code,
            ec::answered_elsewhere);
  EXPECT_EQ(slow.store->save_answer(this->end("of the slow one", first_term)).failure().code,
            ec::answered_elsewhere);
  EXPECT_EQ(slow.store->save_answer(this->end("without a term", no_term)).failure().code,
            ec::answered_elsewhere);
  EXPECT_TRUE(this->find(slow).is_answered_elsewhere);
  EXPECT_TRUE(next.store->save_progress(this->progress("half of the next", 2)));
  EXPECT_TRUE(next.store->save_answer(this->end("of the next one", 2)));
  EXPECT_EQ(*this->find(slow).summary.text, "of the next one");
}

TYPED_TEST(claims_of_processes, what_waited_for_a_replaced_run_is_refused) {
  // As a spool that the same process writes again later.
  auto slow = this->engine_.start("a");
  ASSERT_TRUE(slow.store->save_question(question("r1", "asked")));
  slow = {};
  const auto next = this->engine_.start("a");
  ASSERT_THAT(next.store->claim_running({next.store->list_runners().value().front()}).value(),
              SizeIs(1));
  next.store->write_for_ended(true);
  EXPECT_FALSE(next.store->save_question(question("r1", "asked")).value()->status);
  EXPECT_EQ(next.store->save_answer(this->end("of the former", first_term)).failure().code,
            ec::answered_elsewhere);
  next.store->write_for_ended(false);
  EXPECT_TRUE(next.store->save_answer(this->end("of the next", 2)));
}

TYPED_TEST(claims_of_processes, two_that_claim_at_once_share_the_questions) {
  const auto former = this->leave_questions("a");
  const running_process both[] = {this->engine_.start("b"), this->engine_.start("c")};
  std::vector<std::string> claimed[2];
  this->at_once([&](int i) {
    auto& mine = claimed[i];
    for (std::size_t count = 1; count > 0;) {
      const auto some = both[i].store->claim_running({former, 4});
      ASSERT_TRUE(some) << some.failure().detail;
      count = some->size();
      for (const auto& one : *some) {
        mine.push_back(one.exchange.request.value);
        EXPECT_EQ(one.exchange.term, 2);
      }
    }
  });
  // One that was locked by the other may be left to it: then that one has claimed it.
  auto all = claimed[0];
  all.insert(all.end(), claimed[1].begin(), claimed[1].end());
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end()) << "none is claimed twice";
  EXPECT_THAT(all, SizeIs(this->questions));
}

TYPED_TEST(claims_of_processes, two_that_start_at_once_end_a_lost_answer_once) {
  (void)this->leave_questions("a");
  const running_process both[] = {this->engine_.start("a"), this->engine_.start("a")};
  std::atomic<std::size_t> ended{0};
  this->at_once([&](int i) {
    const auto some = both[i].store->close_interrupted(wall_time{});
    ASSERT_TRUE(some) << some.failure().detail;
    ended += *some;
  });
  EXPECT_EQ(ended, static_cast<std::size_t>(this->questions));
  EXPECT_EQ(this->find(both[0]).status, request_status::incomplete);
}

TYPED_TEST(claims_of_processes, a_lost_question_is_claimed_or_ended_and_never_both) {
  const auto former = this->leave_questions("a");
  const running_process both[] = {this->engine_.start("a"), this->engine_.start("a")};
  std::size_t ended = 0;
  std::size_t claimed = 0;
  this->at_once([&](int i) {
    if (i == 0) {
      ended = both[0].store->close_interrupted(wall_time{}).value();
    } else {
      claimed = both[1].store->claim_running({former, 8}).value().size();
    }
  });
  EXPECT_EQ(both[0].store->close_interrupted(wall_time{}).value(), 0U);
  EXPECT_EQ(ended + claimed, static_cast<std::size_t>(this->questions));
}

TYPED_TEST(claims_of_processes, two_that_are_asked_again_at_once_have_one_claim) {
  (void)this->leave_questions("a");
  const running_process both[] = {this->engine_.start("a"), this->engine_.start("a")};
  both[0].entry->note_completed();
  both[1].entry->note_completed();
  std::atomic<int> claims{0};
  this->at_once([&](int i) {
    for (int n = 0; n < this->questions; ++n) {
      const auto known = both[i].store->save_question(question("r" + std::to_string(n), "asked"));
      ASSERT_TRUE(known) << known.failure().detail;
      ASSERT_TRUE(*known);
      EXPECT_EQ((*known)->term, 2);
      claims += (*known)->is_answered_elsewhere ? 0 : 1;
    }
  });
  EXPECT_EQ(claims, this->questions);
}

TYPED_TEST(claims_of_processes, a_starting_node_leaves_the_answers_of_running_ones) {
  const auto running = this->engine_.start("b");
  ASSERT_TRUE(running.store->save_question(question("of b", "asked")));
  (void)this->leave_questions("a");
  const auto next = this->engine_.start("a");
  EXPECT_EQ(next.store->close_interrupted(wall_time{}).value(),
            static_cast<std::size_t>(this->questions));
  EXPECT_FALSE(this->find(next, "of b").status);
  EXPECT_TRUE(this->find(next, "r1").status);
  EXPECT_THAT(next.store->list_runners().value(), ElementsAre(running.name()));
}

TYPED_TEST(claims_of_processes, no_end_leaves_a_job) {
  constexpr std::string_view count = "SELECT count(*) FROM exchanges WHERE job IS NOT NULL";
  auto asked = question("r1", "asked");
  asked.job = std::make_shared<const question_job>();
  {
    const auto former = this->engine_.start("a");
    ASSERT_TRUE(former.store->save_question(asked));
    asked.request = {"r2"};
    ASSERT_TRUE(former.store->save_question(asked));
    ASSERT_TRUE(former.store->save_progress(this->progress("half", first_term)));
    EXPECT_EQ(this->engine_.read_integer(count), 2);
    ASSERT_TRUE(former.store->save_answer(this->end("done", first_term)));
    EXPECT_EQ(this->engine_.read_integer(count), 1);
  }
  const auto next = this->engine_.start("a");
  EXPECT_EQ(next.store->close_interrupted(wall_time{}).value(), 1U);
  EXPECT_EQ(this->engine_.read_integer(count), 0);
}

}  // namespace
}  // namespace aurawell::net
