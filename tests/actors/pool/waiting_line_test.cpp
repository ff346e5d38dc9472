#include "actors/pool/waiting_line.hpp"

#include <gmock/gmock.h>

#include <random>

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

using place = std::pair<ticket, std::uint32_t>;

class waiting_line_test : public ::testing::Test {
 protected:
  void push(ticket number, const std::string& user, std::chrono::milliseconds patience = 1h,
            bool is_first = false) {
    auto job = std::make_shared<advice_job>();
    job->number = number;
    job->key.user = {user};
    pooled_question question;
    question.job = job;
    question.asked = now;
    question.is_first = is_first;
    question.deadline = now + patience;
    line.push(std::move(question));
  }

  std::vector<place> news() { return news_of(line); }

  std::vector<place> news_of(waiting_line& of) const {
    std::vector<place> told;
    for (const auto& one : of.places_to_report(now)) {
      told.emplace_back(one.number, one.place);
    }
    return told;
  }

  /// The order in which they leave if nothing else happens.
  std::vector<place> order() const {
    std::vector<place> places;
    for (auto copy = line; !copy.empty();) {
      const auto number = copy.pop().job->number;
      places.emplace_back(number, static_cast<std::uint32_t>(places.size() + 1));
    }
    return places;
  }

  std::vector<ticket> expired() {
    std::vector<ticket> numbers;
    for (const auto& one : line.take_expired(now)) {
      numbers.push_back(one.job->number);
    }
    return numbers;
  }

  waiting_line line;
  waiting_line::time_point now{1h};
};

TEST_F(waiting_line_test, tells_each_its_place_in_turn_by_user) {
  push(1, "ann");
  push(2, "ann");
  push(3, "bob");
  EXPECT_THAT(news(), ElementsAre(place{1, 1}, place{3, 2}, place{2, 3}));
  EXPECT_THAT(news(), IsEmpty());
}

TEST_F(waiting_line_test, tells_again_when_the_place_has_changed) {
  push(1, "ann");
  push(2, "bob");
  news();
  line.pop();
  now += 1s;
  EXPECT_THAT(news(), ElementsAre(place{2, 1}));
  now += 10s;
  EXPECT_THAT(news(), IsEmpty());
}

TEST_F(waiting_line_test, tells_a_change_at_most_once_a_second) {
  for (ticket number = 1; number <= 3; ++number) {
    push(number, "user" + std::to_string(number));
  }
  news();
  now += 999ms;
  line.pop();
  EXPECT_THAT(news(), IsEmpty());
  now += 1ms;
  EXPECT_THAT(news(), ElementsAre(place{2, 1}, place{3, 2}));
}

TEST_F(waiting_line_test, keeps_small_changes_far_back_to_itself) {
  for (ticket number = 1; number <= 100; ++number) {
    push(number, "user" + std::to_string(number));
  }
  news();
  now += 1s;
  line.pop();
  const auto told = news();
  EXPECT_THAT(told, testing::Contains(place{2, 1}));
  EXPECT_THAT(told, testing::Not(testing::Contains(place{100, 99})));
  for (int i = 0; i < 9; ++i) {
    line.pop();
  }
  now += 1s;
  EXPECT_THAT(news(), testing::Contains(place{100, 90}));
}

TEST_F(waiting_line_test, gives_up_on_each_at_its_own_deadline) {
  push(1, "ann", 2s);
  push(2, "ann", 1s);
  push(3, "bob", 3s);
  EXPECT_THAT(expired(), IsEmpty());
  now += 2s;
  EXPECT_THAT(expired(), testing::UnorderedElementsAre(1, 2));
  EXPECT_EQ(line.size(), 1U);
}

TEST_F(waiting_line_test, serves_first_questions_before_anybodys_second) {
  push(1, "greedy");
  push(2, "greedy");
  push(3, "ann", 1h, true);
  push(4, "bob", 1h, true);
  EXPECT_THAT(news(), ElementsAre(place{3, 1}, place{4, 2}, place{1, 3}, place{2, 4}));
  EXPECT_EQ(line.pop().job->number, 3U);
  EXPECT_EQ(line.pop().job->number, 4U);
  EXPECT_EQ(line.pop().job->number, 1U);
}

TEST_F(waiting_line_test, serves_a_second_question_though_newcomers_keep_coming) {
  push(1, "greedy");
  ticket newcomer = 100;
  int served_before = 0;
  for (; served_before < 50; ++served_before) {
    push(newcomer, "user" + std::to_string(newcomer), 1h, true);
    ++newcomer;
    if (line.pop().job->number == 1) {
      break;
    }
  }
  EXPECT_EQ(served_before, 3);
}

TEST_F(waiting_line_test, foresees_the_place_of_a_further_question) {
  EXPECT_EQ(line.place_of_first(), 1U);
  push(1, "ann");
  push(2, "ann");
  push(3, "bob");
  EXPECT_EQ(line.place_of_first(), 1U);
  push(4, "cem", 1h, true);
  EXPECT_EQ(line.place_of_first(), 2U);
  EXPECT_EQ(line.place_of_another({"cem"}), 4U);
  EXPECT_EQ(line.place_of_another({"bob"}), 5U);
  EXPECT_EQ(line.place_of_another({"ann"}), 5U);
}

TEST_F(waiting_line_test, a_question_that_a_worker_failed_with_comes_next) {
  push(1, "ann", 1h, true);
  push(2, "bob", 1h, true);
  auto failed = line.pop();
  failed.retried = true;
  line.push(std::move(failed));
  EXPECT_EQ(line.pop().job->number, 1U);
}

// Compares each predicted position, and the order of all, with the actual order: for few and many
// users, short and long queues, and few and many first questions.
TEST_F(waiting_line_test, what_it_foresees_is_what_happens) {
  std::mt19937 random{1};
  const auto below = [&](unsigned most) { return static_cast<unsigned>(random() % most); };
  for (ticket number = 1; number <= 5'000;) {
    const auto users = 1 + below(40);
    const auto length = below(60);
    const auto firsts_of_ten = below(11);
    for (const auto until = number + 100; number < until; ++number) {
      const auto user = "user" + std::to_string(below(users));
      const bool is_first = below(10) < firsts_of_ten;
      const auto foreseen = is_first ? line.place_of_first() : line.place_of_another({user});
      push(number, user, 1h, is_first);
      const auto served = order();
      ASSERT_THAT(served, testing::Contains(place{number, foreseen}));
      auto copy = line;
      ASSERT_EQ(news_of(copy), served);
      while (line.size() > length) {
        line.pop();
      }
    }
  }
}

TEST_F(waiting_line_test, takes_out_a_question_wherever_it_waits) {
  push(1, "ann", 1h, true);
  push(2, "ann");
  EXPECT_EQ(line.remove({}, 2)->job->number, 2U);
  EXPECT_EQ(line.remove({}, 1)->job->number, 1U);
  EXPECT_FALSE(line.remove({}, 1));
  EXPECT_TRUE(line.empty());
}

}  // namespace
}  // namespace aurawell::actors
