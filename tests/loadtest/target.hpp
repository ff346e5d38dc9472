#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>

#include "domain/result.hpp"
#include "tests/loadtest/load_options.hpp"

namespace aurawell::loadtest {

/// Address of the server.
struct target {
  boost::asio::ip::tcp::endpoint endpoint;
  /// For the Host field.
  std::string host;
};

/// Resolves `options.url`. Fails for a URL in another form than "ws://host[:port][/]", for a name
/// without an address, and for an address that is not a loopback address unless remote targets are
/// allowed.
result<target> find_target(const load_options& options);

}  // namespace aurawell::loadtest
