#include "config/exception_log.hpp"

#include <cxxabi.h>
#include <pthread.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string_view>
#include <typeinfo>

#include "config/log/stderr_log.hpp"
#include "domain/log/log.hpp"

namespace aurawell::config {
namespace {

/// Longest name of a thread, with its end (pthread_setname_np).
constexpr std::size_t thread_name_size = 16;
constexpr std::size_t most_words = 256;

struct free_text {
  void operator()(char* text) const noexcept { std::free(text); }
};

void log_exception(std::string_view thread, std::string_view message) {
  const auto* type = abi::__cxa_current_exception_type();
  const std::unique_ptr<char, free_text> name{
      abi::__cxa_demangle(type->name(), nullptr, nullptr, nullptr)};
  logging::error("process.uncaught_exception", {{"thread_name", thread},
                                                {"type", name ? name.get() : type->name()},
                                                {"detail", message.substr(0, most_words)},
                                                {"hint", "the process ends; please report it"}});
}

void log_what_ends_us(std::string_view thread) {
  if (!std::current_exception()) {
    logging::error("process.terminated",
                   {{"thread_name", thread}, {"hint", "the process ends; please report it"}});
    return;
  }
  try {
    throw;
  } catch (const std::exception& known) {
    log_exception(thread, known.what());
  } catch (...) {
    log_exception(thread, "no std::exception");
  }
}

[[noreturn]] void log_and_abort() noexcept {
  std::array<char, thread_name_size> thread{"?"};
  pthread_getname_np(pthread_self(), thread.data(), thread.size());
  try {
    log_what_ends_us(thread.data());
  } catch (...) {
    // The log itself fails; there is no other way to report it.
  }
  finish_logging();
  std::abort();
}

}  // namespace

void log_uncaught_exceptions() {
  std::set_terminate(&log_and_abort);
}

}  // namespace aurawell::config
