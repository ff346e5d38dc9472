#include "actors/waiting_line.hpp"

#include <gmock/gmock.h>

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

  std::vector<place> news() {
    std::vector<place> told;
    for (const auto& one : line.places_to_tell(now)) {
      told.emplace_back(one.number, one.place);
    }
    return told;
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

TEST_F(waiting_line_test, takes_out_a_question_wherever_it_waits) {
  push(1, "ann", 1h, true);
  push(2, "ann");
  EXPECT_EQ(line.remove({"ann"}, {}, 2)->job->number, 2U);
  EXPECT_EQ(line.remove({"ann"}, {}, 1)->job->number, 1U);
  EXPECT_FALSE(line.remove({"ann"}, {}, 1));
  EXPECT_TRUE(line.empty());
}

}  // namespace
}  // namespace aurawell::actors
