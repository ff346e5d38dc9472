#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>

#include "tests/bench/references/beast/upstream.hpp"

namespace aurawell::reference {

/// What all sessions share.
struct relay_context {
  boost::asio::io_context& loop;
  upstream model_server;
  /// Asked for by `health_chat` and `general_chat`.
  std::string health_model;
  std::string general_model;
};

/// Serves one client that has just connected, until it leaves. `context` outlives it.
void serve_client(boost::asio::ip::tcp::socket socket, relay_context& context);

}  // namespace aurawell::reference
