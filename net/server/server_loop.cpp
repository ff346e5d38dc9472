#include "net/server/server_loop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <random>
#include <utility>

namespace aurawell::net {
namespace {

/// Users and addresses whose new chats are counted at the same time: about 10 MB.
constexpr std::size_t most_counted = 100'000;

/// Distinguishes this process in logs from earlier and parallel ones.
std::string make_prefix() {
  return fmt::format("c-{:x}-", std::random_device{}());
}

}  // namespace

server_context::server_context(server_options initial, const std::optional<chat_backend>& behind,
                               async_site others, std::shared_ptr<const served_certificate> shown)
    : options{std::move(initial)},
      chats{behind},
      site{std::move(others)},
      certificate{std::move(shown)},
      addresses{options.trusted_proxies},
      gateways{options, addresses},
      hosts{options.host_names, options.host},
      quota{{options.max_connections, options.max_connections_per_address},
            chats ? &chats->measured : nullptr},
      users{options.max_connections_per_user},
      compressor{options.compression, chats ? chats->compressed : nullptr},
      connects_per_user_{options.connects_per_user, most_counted},
      connects_per_address_{options.connects_per_address, most_counted},
      connection_prefix_{make_prefix()} {}

traffic_telemetry& server_context::measured() const noexcept {
  static traffic_telemetry nowhere;
  return chats ? static_cast<traffic_telemetry&>(chats->measured) : nowhere;
}

void server_context::adopt_limits(const server_options& changed) {
  quota.set_limits({changed.max_connections, changed.max_connections_per_address});
  users.set_limit(changed.max_connections_per_user);
  connects_per_user_.set_limit(changed.connects_per_user);
  connects_per_address_.set_limit(changed.connects_per_address);
}

std::optional<std::chrono::milliseconds> server_context::take_connect(const user_id& user,
                                                                      const std::string& address) {
  const auto now = rate_limiter::clock::now();
  if (!address.empty()) {
    if (const auto wait = connects_per_address_.take(address, now)) {
      return wait;
    }
  }
  // A connection without a user is closed with a reason later, and must not be counted for a user.
  return user.empty() ? std::nullopt : connects_per_user_.take(user.value, now);
}

connection_id server_context::make_connection_id() {
  const auto number = connections_made_.fetch_add(1, std::memory_order_relaxed) + 1;
  return {connection_prefix_ + std::to_string(number)};
}

std::chrono::milliseconds timeout_tick(const server_options& options) {
  const auto shortest = std::min(
      {options.handshake_timeout, options.keep_alive_timeout, options.request_timeout,
       options.answer_timeout, options.heartbeat_interval, options.heartbeat_timeout,
       options.first_message_timeout, options.idle_timeout, options.write_timeout,
       options.close_timeout, options.tls_handshake_timeout, options.proxy_header_timeout});
  return std::clamp(shortest / 8, std::chrono::milliseconds{5}, std::chrono::milliseconds{1'000});
}

}  // namespace aurawell::net
