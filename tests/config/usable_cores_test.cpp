#include "config/usable_cores.hpp"

#include <gtest/gtest.h>
#include <sched.h>

#include <thread>

namespace aurawell::config {
namespace {

TEST(usable_cores, reads_the_quota_of_a_control_group) {
  EXPECT_EQ(quota_in_cores("100000 100000"), 1U);
  EXPECT_EQ(quota_in_cores("150000 100000"), 2U);
  EXPECT_EQ(quota_in_cores("400000 100000"), 4U);
  EXPECT_EQ(quota_in_cores("1000 100000"), 1U);
}

TEST(usable_cores, ignores_a_quota_that_is_none_or_unreadable) {
  for (const auto* text : {"max 100000", "", "100000", "100000 ", "0 100000", "100000 0", "-1 5",
                           "1e5 100000", "99999999999999999999999 1"}) {
    EXPECT_FALSE(quota_in_cores(text)) << text;
  }
}

TEST(usable_cores, are_at_most_those_of_the_affinity) {
  std::uint32_t cores = 0;
  std::thread pinned{[&cores] {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    ASSERT_EQ(::sched_getaffinity(0, sizeof(allowed), &allowed), 0);
    int first = 0;
    while (!CPU_ISSET(first, &allowed)) {
      ++first;
    }
    CPU_ZERO(&allowed);
    CPU_SET(first, &allowed);
    ASSERT_EQ(::sched_setaffinity(0, sizeof(allowed), &allowed), 0);
    cores = usable_cores();
  }};
  pinned.join();
  EXPECT_EQ(cores, 1U);
}

}  // namespace
}  // namespace aurawell::config
