#include "domain/random_name.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <array>
#include <exception>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "domain/ids.hpp"

namespace aurawell {
namespace {

TEST(random_name, is_the_prefix_and_32_hexadecimal_digits) {
  const auto name = random_name("conv_");
  ASSERT_EQ(name.size(), 5U + 32U);
  EXPECT_EQ(name.substr(0, 5), "conv_");
  EXPECT_EQ(name.find_first_not_of("0123456789abcdef", 5), std::string::npos);
  EXPECT_EQ(random_name("").size(), 32U);
}

TEST(random_name, may_name_anything) {
  EXPECT_TRUE(is_request_name(random_name("r_")));
  EXPECT_TRUE(is_entity_name(random_name("conv_")));
}

TEST(random_name, needs_no_file_descriptor) {
  rlimit former{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &former), 0);
  const rlimit none{0, former.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  std::string name;
  // A thread that has made no name before.
  std::thread{[&name] {
    try {
      name = random_name("");
    } catch (const std::exception& failure) {
      name = failure.what();
    }
  }}.join();
  setrlimit(RLIMIT_NOFILE, &former);
  EXPECT_EQ(name.size(), 32U) << name;
}

TEST(random_name, never_comes_twice) {
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) {
    EXPECT_TRUE(seen.insert(random_name("")).second);
  }
}

TEST(random_name, differs_between_threads) {
  std::array<std::string, 4> names;
  std::vector<std::thread> threads;
  for (auto& name : names) {
    threads.emplace_back([&name] { name = random_name(""); });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}

TEST(random_name, uses_every_pair_of_digits_at_every_place) {
  std::array<std::set<std::string>, 31> seen;
  for (int i = 0; i < 10'000; ++i) {
    const auto name = random_name("");
    for (std::size_t place = 0; place < seen.size(); ++place) {
      seen[place].insert(name.substr(place, 2));
    }
  }
  for (const auto& pairs : seen) {
    EXPECT_EQ(pairs.size(), 256U);
  }
}

}  // namespace
}  // namespace aurawell
