#include "net/supervision/watchdog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <vector>

#include "tests/support/captured_log.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::SizeIs;

/// Keeps the questions that it gets.
struct asked {
  pulse_part part(const std::string& name) {
    return {name, [this](const pulse_ptr& question) { questions.push_back(question); }};
  }
  void answer() {
    questions.back()->answer();
    questions.clear();
  }

  std::vector<pulse_ptr> questions;
};

TEST(pulse_round, is_good_when_every_part_has_answered_since) {
  asked one;
  asked two;
  pulse_round round{{one.part("one"), two.part("two")}};
  EXPECT_FALSE(round.step());
  one.answer();
  two.answer();
  EXPECT_TRUE(round.step());
  EXPECT_EQ(round.silent(), "");
  EXPECT_FALSE(round.step());
  EXPECT_EQ(round.silent(), "one,two");
  two.answer();
  EXPECT_FALSE(round.step());
  EXPECT_EQ(round.silent(), "one");
  one.answer();
  EXPECT_TRUE(round.step());
}

TEST(pulse_round, asks_a_part_that_is_silent_only_once) {
  asked one;
  pulse_round round{{one.part("one")}};
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(round.step());
  }
  EXPECT_THAT(one.questions, SizeIs(1));
}

TEST(pulse_round, asks_again_when_a_part_was_replaced) {
  asked one;
  pulse_round round{{one.part("one")}};
  EXPECT_FALSE(round.step());
  one.questions.clear();
  EXPECT_FALSE(round.step());
  EXPECT_THAT(one.questions, SizeIs(1));
  one.answer();
  EXPECT_TRUE(round.step());
}

TEST(pulse_round, is_not_misled_by_the_owner_of_an_old_answer) {
  asked one;
  pulse_round round{{one.part("one")}};
  round.step();
  auto old = one.questions.back();
  one.answer();
  EXPECT_TRUE(round.step());
  old.reset();
  one.answer();
  EXPECT_TRUE(round.step());
}

TEST(watchdog, says_that_the_program_works_until_a_part_is_silent) {
  const test_support::captured_log log;
  std::atomic<bool> answers{true};
  std::atomic<int> said{0};
  const auto board = std::make_shared<watchdog_board>();
  const auto until = [&](const auto& holds) {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (!holds() && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::yield();
    }
    return holds();
  };
  pulse_ptr kept;
  {
    const watchdog watched{{4ms,
                            {{"part",
                              [&](const pulse_ptr& question) {
                                if (answers) {
                                  question->answer();
                                } else {
                                  kept = question;
                                }
                              }}},
                            [&] { ++said; },
                            board}};
    EXPECT_TRUE(until([&] { return said >= 3; }));
    answers = false;
    EXPECT_TRUE(until([&] { return board->read().withheld >= 1; }));
    const int before = said;
    EXPECT_TRUE(until([&] { return board->read().withheld >= 5; }));
    EXPECT_EQ(said, before);
  }
  EXPECT_EQ(board->read().sent, static_cast<std::uint64_t>(said));
  EXPECT_THAT(log.text(), HasSubstr("supervision.no_answer parts=part interval_ms=4"));
  EXPECT_EQ(log.text().find("no_answer"), log.text().rfind("no_answer"));
}

TEST(loop_part, answers_on_the_loop) {
  boost::asio::io_context loop;
  pulse_round round{{loop_part(loop, "io-0")}};
  EXPECT_FALSE(round.step());
  EXPECT_FALSE(round.step());
  loop.poll();
  EXPECT_TRUE(round.step());
}

}  // namespace
}  // namespace aurawell::net
