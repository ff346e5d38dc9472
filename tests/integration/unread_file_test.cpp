// The memory of the real program for clients that request a large file and read nothing.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/integration/slow_socket.hpp"
#include "tests/loadtest/process_usage.hpp"

namespace aurawell {
namespace {

using namespace test_support;

TEST(unread_file, needs_no_memory) {
  running_program program{with_settings({})};
  const auto port = program.port();
  constexpr int clients = 150;
  // Memory of each in this process, for its connection and its request.
  constexpr std::uint64_t most_bytes_each = 64 * 1024;
  const std::string bundle = "/docs/vendor/swagger-ui/swagger-ui-bundle.js";
  ASSERT_GT(http_get(port, bundle).body.size(), 1'000'000U);
  const auto process = loadtest::find_listening_process(port);
  ASSERT_TRUE(process);
  const auto before = loadtest::read_process_usage(*process)->resident_bytes;
  std::vector<std::unique_ptr<slow_socket>> stuck;
  for (int i = 0; i < clients; ++i) {
    stuck.push_back(std::make_unique<slow_socket>(port));
    ASSERT_TRUE(stuck.back()->send("GET " + bundle + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    // The reply has begun.
    EXPECT_EQ(stuck.back()->read_slowly(1, std::chrono::milliseconds{0}, "H"), "H");
  }
  const auto after = loadtest::read_process_usage(*process)->resident_bytes;
  RecordProperty("growth_bytes", std::to_string(after - std::min(before, after)));
  EXPECT_LT(after, before + clients * most_bytes_each);
}

}  // namespace
}  // namespace aurawell
