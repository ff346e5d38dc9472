#include "actors/store/timed_call.hpp"

#include "tests/actors/store/store_fixture.hpp"

namespace aurawell::actors {
namespace {

class timed_call_test : public store_fixture {};

TEST_F(timed_call_test, each_group_and_each_read_is_reported_once) {
  ask("r1");
  EXPECT_EQ(measured->store_calls, (std::map<store_call, int>{{store_call::commit, 1}}));
  history();
  do_work(store_use::reads);
  do_work(store_use::writes);
  EXPECT_EQ(measured->store_calls,
            (std::map<store_call, int>{{store_call::commit, 2}, {store_call::read, 2}}));
}

}  // namespace
}  // namespace aurawell::actors
