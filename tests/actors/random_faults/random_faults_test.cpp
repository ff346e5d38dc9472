// Everything at once: several devices of one person, questions, an upstream, and faults of every
// part, in random order on the deterministic scheduler. Whatever happens: what a device has
// heard is what is stored, and comes from one attempt at a time; each request has one end; and
// nothing is left over.

#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <string>

#include "tests/actors/random_faults/random_run.hpp"

namespace aurawell::actors {
namespace {

using test_support::random_run;

constexpr std::uint32_t usual_runs = 600;

std::uint32_t from_environment(const char* name, std::uint32_t otherwise) {
  const auto* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

/// AURAWELL_TEST_SEED begins with that seed instead of 1, and runs it alone, with a log, unless
/// AURAWELL_TEST_RUNS says how many follow it.
class random_faults : public ::testing::Test {
 protected:
  random_faults() { spdlog::set_level(runs == 1 ? spdlog::level::debug : spdlog::level::off); }
  ~random_faults() override { spdlog::set_level(spdlog::level::info); }

  void harm_no_answer(expiry on_expiry) const {
    std::uint32_t failed = 0;
    for (auto seed = first; seed - first < runs; ++seed) {
      const ::testing::ScopedTrace trace{__FILE__, __LINE__,
                                         "AURAWELL_TEST_SEED=" + std::to_string(seed)};
      random_run one{seed, on_expiry};
      const auto& faults = one.go();
      failed += faults.empty() ? 0 : 1;
      for (const auto& fault : failed <= 3 ? faults : std::vector<std::string>{}) {
        ADD_FAILURE() << fault;
      }
    }
    EXPECT_EQ(failed, 0U) << "of " << runs << " seeds";
  }

  const std::uint32_t first = from_environment("AURAWELL_TEST_SEED", 1);
  const std::uint32_t runs = from_environment(
      "AURAWELL_TEST_RUNS", std::getenv("AURAWELL_TEST_SEED") != nullptr ? 1 : usual_runs);
};

TEST_F(random_faults, harm_no_answer_that_goes_on_without_listeners) {
  harm_no_answer(expiry::continue_answers);
}

TEST_F(random_faults, harm_no_answer_that_is_only_for_listeners) {
  harm_no_answer(expiry::cancel_answers);
}

TEST_F(random_faults, come_again_with_their_seed) {
  for (auto seed = first; seed < first + 10; ++seed) {
    random_run once{seed, expiry::cancel_answers};
    random_run again{seed, expiry::cancel_answers};
    once.go();
    again.go();
    EXPECT_EQ(once.outcome(), again.outcome());
  }
}

}  // namespace
}  // namespace aurawell::actors
