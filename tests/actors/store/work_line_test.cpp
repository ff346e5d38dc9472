#include "actors/store/work_line.hpp"

#include <gmock/gmock.h>

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const std::chrono::steady_clock::time_point now{1h};

class work_line_test : public testing::Test {
 protected:
  store_work_ptr make(const std::string& asker, const std::string& name,
                      store_use use = store_use::reads,
                      std::chrono::steady_clock::time_point begin_by = now) {
    return std::make_shared<store_work>(
        use, store_asker{asker, left}, [](advice_store&) { return result<void>{}; },
        [this, name](const result<void>& done) {
          reports.push_back(name + ' ' +
                            std::string{done ? "done" : to_string(done.failure().code)});
        },
        begin_by);
  }

  /// Removes all live entries in order.
  std::vector<std::string> take_all(work_line& line) {
    std::vector<std::string> askers;
    while (const auto work = line.next(now)) {
      askers.push_back(work->asker());
      work->report({});
    }
    return askers;
  }

  std::shared_ptr<std::atomic<bool>> left = std::make_shared<std::atomic<bool>>(false);
  std::vector<std::string> reports;
};

TEST_F(work_line_test, askers_have_their_turns_one_after_the_other) {
  work_line line;
  for (const auto* asker : {"ann", "ann", "ann", "bob", "eve"}) {
    EXPECT_TRUE(line.add(make(asker, asker)));
  }
  EXPECT_EQ(line.size(), 5U);
  EXPECT_THAT(take_all(line), ElementsAre("ann", "bob", "eve", "ann", "ann"));
}

TEST_F(work_line_test, one_asker_fills_a_share_only) {
  work_line line{{.per_asker = 2, .in_all = 10}};
  EXPECT_TRUE(line.add(make("ann", "1")));
  EXPECT_TRUE(line.add(make("ann", "2")));
  EXPECT_FALSE(line.add(make("ann", "3")));
  EXPECT_THAT(reports, ElementsAre("3 SYSTEM_1705"));
  EXPECT_TRUE(line.add(make("bob", "4")));
  ASSERT_TRUE(line.next(now));
  EXPECT_TRUE(line.add(make("ann", "5"))) << "one has had its turn";
}

TEST_F(work_line_test, all_askers_together_have_a_bound) {
  work_line line{{.per_asker = 2, .in_all = 3}};
  EXPECT_TRUE(line.add(make("ann", "1")));
  EXPECT_TRUE(line.add(make("bob", "2")));
  EXPECT_TRUE(line.add(make("eve", "3")));
  EXPECT_FALSE(line.add(make("joe", "4")));
  EXPECT_THAT(reports, ElementsAre("4 SYSTEM_1702"));
}

/// When the queue is full, entries of the user with the most are removed.
TEST_F(work_line_test, a_full_line_refuses_the_newest_of_whoever_has_the_most) {
  work_line line{{.per_asker = 2, .in_all = 4}};
  for (const auto* name : {"1", "2"}) {
    EXPECT_TRUE(line.add(make("eve", "eve " + std::string{name})));
    EXPECT_TRUE(line.add(make("mal", "mal " + std::string{name})));
  }
  EXPECT_FALSE(line.add(make("ann", "ann")));
  EXPECT_FALSE(line.add(make("bob", "bob")));
  EXPECT_EQ(line.size(), 4U);
  EXPECT_THAT(reports, ElementsAre("mal 2 SYSTEM_1702", "eve 2 SYSTEM_1702"));
  EXPECT_THAT(take_all(line), ElementsAre("eve", "mal", "ann", "bob"));
}

TEST_F(work_line_test, what_came_too_late_is_not_given_out) {
  work_line line;
  line.add(make("ann", "late", store_use::writes, now - 1ms));
  line.add(make("ann", "good"));
  EXPECT_THAT(take_all(line), ElementsAre("ann"));
  EXPECT_THAT(reports, ElementsAre("late DB_1602", "good done"));
}

TEST_F(work_line_test, a_read_of_a_client_that_has_left_is_not_given_out) {
  work_line line;
  line.add(make("ann", "read"));
  line.add(make("ann", "change", store_use::writes));
  left->store(true);
  EXPECT_THAT(take_all(line), ElementsAre("ann"));
  EXPECT_THAT(reports, ElementsAre("read DB_1602", "change done"));
  EXPECT_TRUE(line.empty());
}

}  // namespace
}  // namespace aurawell::actors
