#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/admission/rate_limiter.hpp"
#include "domain/ids.hpp"
#include "net/address/client_address.hpp"
#include "net/address/host_policy.hpp"
#include "net/http/http_site.hpp"
#include "net/http/reply_compression.hpp"
#include "net/server/chat_backend.hpp"
#include "net/server/connection_quota.hpp"
#include "net/server/gateway_header.hpp"
#include "net/server/loop_connections.hpp"
#include "net/server/server_options.hpp"
#include "net/server/user_connections.hpp"
#include "net/socket/peer_socket.hpp"
#include "net/tls/served_certificate.hpp"

namespace aurawell::net {

/// What all connections of a server share. Thread-safe.
struct server_context {
  /// @param behind Nothing: no chats and no routes.
  /// @param others Answers every request that no route serves.
  /// @param shown Null: without TLS.
  server_context(server_options initial, const std::optional<chat_backend>& behind,
                 async_site others, std::shared_ptr<const served_certificate> shown);

  connection_id make_connection_id();

  /// Receives measurements of connections; those of a server without chats are dropped.
  traffic_telemetry& measured() const noexcept;

  /// Takes over the limits of open connections and of connects per minute; ignores the other
  /// options.
  void adopt_limits(const server_options& changed);

  /// Nothing: the user may open a chat from this address, and the attempt was counted. Else the
  /// time to wait. An empty user or address is not counted.
  std::optional<std::chrono::milliseconds> take_connect(const user_id& user,
                                                        const std::string& address);

  const server_options options;
  const std::optional<chat_backend> chats;
  const async_site site;
  /// Null: clients speak without TLS.
  const std::shared_ptr<const served_certificate> certificate;
  const client_address addresses;
  const gateway_header gateways;
  const host_policy hosts;
  connection_quota quota;
  user_connections users;
  reply_compressor compressor;
  /// Every reply over HTTP is the last one of its connection, and no chat is opened.
  std::atomic<bool> is_ending{false};

 private:
  rate_limiter connects_per_user_;
  rate_limiter connects_per_address_;
  const std::string connection_prefix_;
  std::atomic<std::uint64_t> connections_made_{0};
};

/// The part of a server that belongs to one event loop.
struct server_loop {
  boost::asio::io_context& io;
  std::shared_ptr<server_context> server;
  std::shared_ptr<loop_connections> connections;
};

/// Interval in which a loop checks its connections' timeouts: an eighth of the shortest timeout, so
/// that none is handled much too late.
std::chrono::milliseconds timeout_tick(const server_options& options);

}  // namespace aurawell::net
