#include "actors/pool/pool_setups.hpp"

#include "tests/support/actor_fixture.hpp"
#include "tests/support/fake_completion_source.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;

class pool_setups_test : public test_support::actor_fixture {
 protected:
  pool_setups_test() {
    change(1);
    supervisor = system.spawn(
        run_supervisor, std::vector<supervised_child>{make_pool(
                            {chat_kind::health, std::make_shared<telemetry>(), board}, setups)});
    run();
  }

  ~pool_setups_test() override {
    kill(supervisor);
    kill(pool_for(system, chat_kind::health));
  }

  void change(std::uint32_t max_streams) {
    pool_options options;
    options.max_streams = max_streams;
    setups->change(
        system, chat_kind::health,
        std::make_shared<const pool_setup>(pool_setup{
            options, {{"fake", std::make_shared<test_support::fake_completion_source>(), {}}}}));
  }

  std::uint32_t in_force() {
    run();
    return board->read().at(chat_kind::health).max_streams;
  }

  std::shared_ptr<pool_board> board = std::make_shared<pool_board>();
  std::shared_ptr<pool_setups> setups = std::make_shared<pool_setups>();
  supervisor_actor supervisor;
};

TEST_F(pool_setups_test, reach_a_pool_that_runs) {
  EXPECT_EQ(in_force(), 1U);
  change(2);
  EXPECT_EQ(in_force(), 2U);
}

TEST_F(pool_setups_test, a_restarted_pool_comes_up_with_the_newest) {
  change(2);
  run();
  kill(pool_for(system, chat_kind::health));
  change(3);
  EXPECT_EQ(in_force(), 2U) << "the dead one's last word";
  advance(100ms);
  EXPECT_EQ(in_force(), 3U);
}

TEST_F(pool_setups_test, a_pool_that_missed_a_change_catches_up) {
  const auto known = setups->newest(chat_kind::health);
  const auto pool = pool_for(system, chat_kind::health);
  clear_directory(system);
  change(4);
  register_pool(system, chat_kind::health, pool);
  EXPECT_EQ(in_force(), 1U);
  setups->catch_up(chat_kind::health, known, pool);
  EXPECT_EQ(in_force(), 4U);
}

}  // namespace
}  // namespace aurawell::actors
