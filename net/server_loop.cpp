#include "net/server_loop.hpp"

#include <array>
#include <charconv>
#include <random>
#include <utility>

namespace aurawell::net {
namespace {

/// Sets this process apart from its former and its sister ones in logs.
std::string make_prefix() {
  std::random_device random;
  std::array<char, 8> digits{};
  const auto [end, fault] =
      std::to_chars(digits.data(), digits.data() + digits.size(), random(), 16);
  return "c-" + std::string{digits.data(), end} + "-";
}

}  // namespace

server_context::server_context(server_options with, session_gateway& sessions,
                               connection_census& counts)
    : options{std::move(with)},
      gateway{sessions},
      census{counts},
      files{embedded_web_files()},
      quota{options.max_connections},
      connection_prefix_{make_prefix()} {}

connection_id server_context::make_connection_id() {
  const auto number = connections_made_.fetch_add(1, std::memory_order_relaxed) + 1;
  return {connection_prefix_ + std::to_string(number)};
}

}  // namespace aurawell::net
