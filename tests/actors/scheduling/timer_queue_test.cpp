#include "actors/scheduling/timer_queue.hpp"

#include <gmock/gmock.h>

#include <caf/all.hpp>

#include "tests/support/actor_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class a_timer_queue : public ::testing::Test {
 protected:
  timer_queue::timer timeout_of(const caf::actor& actor, std::uint64_t id) {
    return {caf::actor_cast<caf::strong_actor_ptr>(actor),
            timer_queue::receive_timeout{caf::atom("x"), id}};
  }

  static std::vector<std::uint64_t> ids_of(const std::vector<timer_queue::timer>& timers) {
    std::vector<std::uint64_t> ids;
    for (const auto& one : timers) {
      ids.push_back(std::get<timer_queue::receive_timeout>(one.message).id);
    }
    return ids;
  }

  static bool any(const timer_queue::timer&) { return true; }

  caf::actor_system_config config;
  caf::actor_system system{config};
  caf::scoped_actor one{system};
  caf::scoped_actor other{system};
  const timer_queue::time_point begin{};
  timer_queue queue;
};

TEST_F(a_timer_queue, gives_what_is_due_in_order_of_time) {
  EXPECT_TRUE(queue.add(begin + 2s, timeout_of(one, 2)));
  EXPECT_FALSE(queue.add(begin + 3s, timeout_of(other, 3)));
  EXPECT_TRUE(queue.add(begin + 1s, timeout_of(one, 1)));
  EXPECT_EQ(queue.first_due(), begin + 1s);
  EXPECT_THAT(ids_of(queue.take_due(begin + 2s)), ElementsAre(1, 2));
  EXPECT_EQ(queue.first_due(), begin + 3s);
  EXPECT_THAT(ids_of(queue.take_due(begin + 2s)), ElementsAre());
}

TEST_F(a_timer_queue, keeps_the_order_of_equal_times) {
  for (const std::uint64_t id : {1, 2, 3}) {
    queue.add(begin + 1s, timeout_of(one, id));
  }
  EXPECT_THAT(ids_of(queue.take_due(begin + 1s)), ElementsAre(1, 2, 3));
}

TEST_F(a_timer_queue, removes_what_is_meant_of_one_actor) {
  queue.add(begin + 1s, timeout_of(one, 1));
  queue.add(begin + 1s, timeout_of(one, 2));
  queue.add(begin + 1s, timeout_of(other, 3));
  const auto removed = queue.remove(one->id(), [](const timer_queue::timer& timer) {
    return std::get<timer_queue::receive_timeout>(timer.message).id == 2;
  });
  EXPECT_THAT(ids_of(removed), ElementsAre(2));
  EXPECT_THAT(ids_of(queue.take_due(begin + 1s)), ElementsAre(1, 3));
}

TEST_F(a_timer_queue, is_empty_after_all_were_taken) {
  queue.add(begin + 1s, timeout_of(one, 1));
  EXPECT_EQ(queue.take_all().size(), 1U);
  EXPECT_FALSE(queue.first_due());
  EXPECT_TRUE(queue.remove(one->id(), any).empty());
}

TEST_F(a_timer_queue, delivers_the_timeout_of_a_request) {
  const auto id = caf::make_message_id(7).response_id();
  timer_queue::timer late{caf::actor_cast<caf::strong_actor_ptr>(one),
                          timer_queue::request_timeout{id}};
  timer_queue::deliver(late);
  EXPECT_TRUE(one->has_next_message());
}

}  // namespace
}  // namespace aurawell::actors
