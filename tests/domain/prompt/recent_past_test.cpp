#include "domain/prompt/recent_past.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

enum class end { running, half, done };

struct asked_before {
  std::string question;
  std::string answer;
  end state = end::half;
};

/// The answers in the prompt. `conversation`: oldest first.
std::vector<std::string> wanted(const std::vector<asked_before>& conversation,
                                const history_query& query = {}) {
  recent_past past{query};
  for (auto one = conversation.rbegin(); one != conversation.rend() && !past.is_full(); ++one) {
    if (one->state == end::running) {
      past.add_running(one->question);
    } else {
      past.add({one->question, one->answer}, one->state == end::half);
    }
  }
  std::vector<std::string> answers;
  for (const auto& exchange : std::move(past).take()) {
    answers.push_back(exchange.answer);
  }
  return answers;
}

using answers = std::vector<std::string>;

TEST(recent_past, leaves_out_a_half_answer_whose_question_comes_again) {
  EXPECT_EQ(wanted({{"plan", "a1"}, {"plan", "", end::running}}), answers{});
  EXPECT_EQ(wanted({{"plan", "a1"}, {"plan", "a2"}, {"plan", "a3", end::done}}), answers{"a3"});
  EXPECT_EQ(wanted({{"q", "a", end::done}, {"plan", "a1"}, {"plan", "a2"}}), (answers{"a", "a2"}));
}

TEST(recent_past, keeps_every_part_of_an_answer_that_is_continued_in_the_same_words) {
  EXPECT_EQ(wanted({{"plan", "a1"}, {"go on", "a2"}, {"go on", "", end::running}}),
            (answers{"a1", "a2"}));
  EXPECT_EQ(wanted({{"plan", "a1"}, {"go on", "a2"}, {"go on", "a3"}, {"go on", "a4"}}),
            (answers{"a1", "a2", "a3", "a4"}));
}

TEST(recent_past, keeps_a_continuation_when_the_same_words_continue_another_answer) {
  EXPECT_EQ(wanted({{"plan", "a1"},
                    {"go on", "a2"},
                    {"sleep", "b1"},
                    {"go on", "b2", end::done},
                    {"plan", "", end::running}}),
            (answers{"a1", "a2", "b1", "b2"}));
}

TEST(recent_past, leaves_out_what_continues_a_whole_answer) {
  EXPECT_EQ(wanted({{"plan", "a1", end::done}, {"more", "a2"}, {"more", "", end::running}}),
            answers{"a1"});
}

TEST(recent_past, keeps_whole_answers_however_often_their_question_is_asked) {
  EXPECT_EQ(wanted({{"q", "a1", end::done}, {"q", "a2", end::done}, {"q", "", end::running}}),
            (answers{"a1", "a2"}));
}

TEST(recent_past, keeps_a_half_answer_when_something_else_runs_behind_it) {
  EXPECT_EQ(wanted({{"plan", "a1"}, {"q", "", end::running}, {"plan", "", end::running}}),
            answers{"a1"});
}

TEST(recent_past, holds_both_bounds) {
  const std::vector<asked_before> conversation{{"1", "a"}, {"2", "b"}, {"3", "cc"}};
  EXPECT_EQ(wanted(conversation, {{}, 2}), (answers{"b", "cc"}));
  EXPECT_EQ(wanted(conversation, {{}, 0}), answers{});
  EXPECT_EQ(wanted(conversation, {{}, 9, 5}), (answers{"b", "cc"}));
  EXPECT_EQ(wanted(conversation, {{}, 9, 4}), answers{"cc"});
  EXPECT_EQ(wanted(conversation, {{}, 9, 2}), answers{});
  // Parts of one answer are dropped like all others: the oldest first.
  const std::vector<asked_before> parts{{"plan", "a1"}, {"go on", "a2"}, {"go on", "a3"}};
  EXPECT_EQ(wanted(parts, {{}, 2}), (answers{"a2", "a3"}));
  EXPECT_EQ(wanted(parts, {{}, 1}), answers{"a3"});
}

TEST(recent_past, gives_questions_without_an_answer_apart) {
  recent_past past{history_query{{}, 2, 10}};
  past.add_running("newest");
  past.add_unanswered("too long for the rest");
  past.add({"q", "a"}, false);
  past.add_unanswered("b");
  past.add_unanswered("one too many");
  EXPECT_EQ(past.take_unanswered(), (std::vector<std::string>{"b", "newest"}));
  EXPECT_EQ(std::move(past).take().size(), 1U);
}

}  // namespace
}  // namespace aurawell
