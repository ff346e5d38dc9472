#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "domain/connection_census.hpp"
#include "domain/ids.hpp"
#include "domain/ports/session_gateway.hpp"
#include "net/connection_quota.hpp"
#include "net/loop_connections.hpp"
#include "net/server_options.hpp"
#include "net/static_files.hpp"

namespace aurawell::net {

/// A socket whose executor is known when compiling, which spares the indirect calls
/// and the memory of a type-erased one.
using loop_executor = boost::asio::io_context::executor_type;
using tcp_socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, loop_executor>;

/// What all connections of a server share. Thread-safe.
struct server_context {
  server_context(server_options with, session_gateway& sessions, connection_census& counts);

  connection_id make_connection_id();

  const server_options options;
  session_gateway& gateway;
  connection_census& census;
  const static_files files;
  connection_quota quota;

 private:
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
