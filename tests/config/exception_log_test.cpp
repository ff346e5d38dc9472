#include "config/exception_log.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <stdexcept>
#include <string>
#include <thread>

#include "config/log/stderr_log.hpp"

namespace aurawell::config {
namespace {

void throw_in_thread(const std::string& message) {
  set_up_logging({});
  log_uncaught_exceptions();
  std::thread{[&] {
    pthread_setname_np(pthread_self(), "io-7");
    throw std::runtime_error{message};
  }}.join();
}

TEST(exception_log_death_test, names_thread_type_and_words) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(throw_in_thread("out of luck"),
               "error process.uncaught_exception thread_name=io-7 type=std::runtime_error "
               "detail=\"out of luck\" hint=");
}

TEST(exception_log_death_test, says_no_more_than_the_beginning) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(throw_in_thread(std::string(5'000, 'x')), " detail=x{256} hint=");
}

TEST(exception_log_death_test, tells_what_is_no_exception) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto end = [] {
    set_up_logging({});
    log_uncaught_exceptions();
    std::terminate();
  };
  EXPECT_DEATH(end(), "error process.terminated thread_name=.* hint=");
}

}  // namespace
}  // namespace aurawell::config
