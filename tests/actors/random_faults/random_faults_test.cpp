// Everything together: several devices of one person, questions, an upstream, and faults of every
// part, in random order on the deterministic scheduler. In every run the text that a device has
// received equals the stored text and comes from one attempt at a time, each request has one end,
// and no actor or timer is left.

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "config/log/stderr_log.hpp"
#include "domain/log/log_output.hpp"
#include "tests/actors/random_faults/random_run.hpp"

namespace aurawell::actors {
namespace {

using test_support::random_run;

constexpr std::uint32_t usual_runs = 600;

std::uint32_t from_environment(const char* name, std::uint32_t otherwise) {
  const auto* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

/// AURAWELL_TEST_SEED replaces the first seed, 1. It runs only that seed, with a log, unless
/// AURAWELL_TEST_RUNS gives the number of runs.
class random_faults : public ::testing::Test {
 protected:
  random_faults() {
    if (runs == 1) {
      config::set_up_logging({config::log_level::debug});
    }
  }
  ~random_faults() override { logging::set_output(nullptr); }

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
