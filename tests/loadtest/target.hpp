#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>

#include "domain/result.hpp"
#include "tests/loadtest/link_tls.hpp"
#include "tests/loadtest/load_options.hpp"

namespace aurawell::loadtest {

/// Where the server is.
struct target {
  boost::asio::ip::tcp::endpoint endpoint;
  /// For the Host field.
  std::string host;
  /// Null: without TLS.
  tls_settings tls{};
};

/// Resolves `options.url`. Fails for what is not "ws://host[:port][/]" or "wss://…", for a name
/// without an address, and for an address that is not this machine's loopback
/// unless remote targets are allowed.
result<target> find_target(const load_options& options);

}  // namespace aurawell::loadtest
