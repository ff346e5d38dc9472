#include "tests/conformance/program.hpp"

#include <cstdlib>
#include <vector>

namespace aurawell::conformance {
namespace {

/// CONFORMANCE_PROGRAM in the environment names another build of the program.
std::string executable() {
  const char* named = std::getenv("CONFORMANCE_PROGRAM");
  return named == nullptr ? AURAWELL_PROGRAM : named;
}

std::vector<std::string> arguments() {
  std::vector<std::string> list{"serve"};
  for (const auto* setting :
       {"server.port=0", "admin.port=0", "storage.url=memory:", "limits.connects_per_address=0",
        "limits.connects_per_user=0", "limits.requests_per_user=0", "limits.requests_per_address=0",
        "storage.waiting_per_user=10000", "session.resume_window=0s"}) {
    list.insert(list.end(), {"--set", setting});
  }
  return list;
}

}  // namespace

program::program()
    : process_{executable(), arguments(), folder_ / "program.log"},
      operators_port_{port_after("admin.listening port=")},
      port_{port_after("server.listening url=http://127.0.0.1:")} {}

std::uint16_t program::port_after(const std::string& text) {
  std::string log;
  std::size_t at = 0;
  const bool found = process_.wait_until([&] {
    log = process_.log();
    at = log.find(text);
    return at != std::string::npos && log.find('\n', at) != std::string::npos;
  });
  return found ? static_cast<std::uint16_t>(std::atoi(log.c_str() + at + text.size())) : 0;
}

}  // namespace aurawell::conformance
