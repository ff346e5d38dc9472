#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "domain/attempts/retry_plan.hpp"
#include "tests/support/fake_completion_source.hpp"

namespace aurawell {

class retry_plan_test : public ::testing::Test {
 protected:
  retry_plan_test() { options.header_timeout = std::chrono::seconds{15}; }

  retry_plan make(std::size_t providers, std::uint64_t seed = 1) {
    chain = std::make_shared<provider_chain>();
    for (std::size_t i = 0; i < providers; ++i) {
      chain->push_back({"p" + std::to_string(i),
                        std::make_shared<test_support::fake_completion_source>(), options,
                        std::make_shared<provider_health>("p" + std::to_string(i))});
    }
    return {chain, now + std::chrono::seconds{300}, seed};
  }

  static attempt_failure failure(ec code, std::optional<std::chrono::milliseconds> retry_after = {},
                                 bool retryable = true) {
    return {{{code, ""}, 0, retry_after, retryable}};
  }

  static attempt_failure silence() {
    auto failed = failure(ec::timed_out);
    failed.clock = alarm::token;
    return failed;
  }

  static attempt_failure too_long(std::size_t history_bytes) {
    auto failed = failure(ec::chat_failed, {}, false);
    failed.why.too_long = true;
    failed.why.history_bytes = history_bytes;
    return failed;
  }

  /// Opens the breaker of a provider.
  void break_down(std::size_t index) {
    while (auto attempt = (*chain)[index].health->try_begin(now)) {
      attempt->failed(now, {ec::upstream_failed, ""});
    }
  }

  stream_options options;
  std::shared_ptr<provider_chain> chain;
  retry_plan::time_point now{std::chrono::hours{1}};
};

}  // namespace aurawell
