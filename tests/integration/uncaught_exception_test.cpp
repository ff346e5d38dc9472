// The real program's log when an exception of an I/O handler ends it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/loadtest/process_usage.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

/// In bytes.
rlim_t address_space_of(int process) {
  std::ifstream file{"/proc/" + std::to_string(process) + "/statm"};
  rlim_t pages = 0;
  file >> pages;
  return pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}

TEST(uncaught_exception, is_logged_with_its_thread_before_it_ends_the_program) {
  running_program program{with_settings({"server.max_body_bytes=16MiB"})};
  const auto port = program.port();
  const auto process = loadtest::find_listening_process(port);
  ASSERT_TRUE(process);
  // Small allocations still succeed for a while.
  const auto most = address_space_of(*process) + 2'000'000;
  const rlimit little{most, most};
  ASSERT_EQ(prlimit(*process, RLIMIT_AS, &little, nullptr), 0);
  // Endless bodies, so that only their bytes need memory.
  const std::string part =
      "POST /api/v1/chat/message HTTP/1.1\r\nHost: localhost\r\n"
      "Content-Type: application/json\r\nContent-Length: 16000000\r\n\r\n"
      "{\"message\":\"my hidden pain" +
      std::string(15'000'000, 'x');
  std::vector<raw_client> clients;
  do {
    clients.emplace_back(port);
  } while (clients.back().send(part) && clients.size() < 40);
  const auto log = program.whole_log();
  EXPECT_THAT(log, Contains(AllOf(HasSubstr("thread_name=io-"), HasSubstr("type=std::bad_alloc"))));
  EXPECT_THAT(log, Each(Not(HasSubstr("hidden"))));
}

}  // namespace
}  // namespace aurawell
