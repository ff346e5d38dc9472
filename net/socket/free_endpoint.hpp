#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <cstdint>
#include <string>

#include "domain/result.hpp"

namespace aurawell::net {

/// The endpoint of `host`. Blocks during the name lookup.
result<boost::asio::ip::tcp::endpoint> find_endpoint(const std::string& host, std::uint16_t port);

/// The endpoint of `host`, if a socket can listen on it; with port 0 it always can. Listeners that
/// share a port would also share it with another process of the same system user, and each process
/// would get half of the clients: this function detects that. Blocks during the name lookup.
result<boost::asio::ip::tcp::endpoint> free_endpoint(const std::string& host, std::uint16_t port);

/// Why a socket cannot listen there, and what to do if the user lacks the permission.
std::string describe_listen_fault(const boost::asio::ip::tcp::endpoint& endpoint,
                                  const boost::system::error_code& fault);

}  // namespace aurawell::net
