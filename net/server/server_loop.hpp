#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
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
#include "net/server/chat_backend.hpp"
#include "net/server/connection_quota.hpp"
#include "net/server/gateway_header.hpp"
#include "net/server/loop_connections.hpp"
#include "net/server/server_options.hpp"
#include "net/server/user_connections.hpp"

namespace aurawell::net {

/// A socket whose executor is known when compiling, which spares the indirect calls
/// and the memory of a type-erased one.
using loop_executor = boost::asio::io_context::executor_type;
using tcp_socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, loop_executor>;

/// What all connections of a server share. Thread-safe.
struct server_context {
  /// @param behind Nothing: there are no chats, and no routes.
  /// @param others Answers everything that no route does.
  server_context(server_options with, const std::optional<chat_backend>& behind, http_site others);

  connection_id make_connection_id();

  /// The limits of connections and connects; nothing else of the options changes.
  void adopt_limits(const server_options& changed);

  /// Nothing: the user may open a chat from this address, and it has been counted. Else
  /// the time to wait. One that is empty is not counted.
  std::optional<std::chrono::milliseconds> admit(const user_id& user, const std::string& address);

  const server_options options;
  const std::optional<chat_backend> chats;
  const http_site site;
  const client_address addresses;
  const gateway_header gateways;
  const host_policy hosts;
  connection_quota quota;
  user_connections users;

 private:
  rate_limiter connects_per_user_;
  rate_limiter connects_per_address_;
  const std::string connection_prefix_;
  std::atomic<std::uint64_t> connections_made_{0};
};

/// A server's share of one event loop.
struct server_loop {
  boost::asio::io_context& io;
  std::shared_ptr<server_context> server;
  std::shared_ptr<loop_connections> connections;
};

}  // namespace aurawell::net
