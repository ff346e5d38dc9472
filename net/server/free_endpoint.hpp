#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <string>

#include "domain/result.hpp"

namespace aurawell::net {

/// The endpoint that `host` names, if it can be listened on; port 0 always can. Listeners
/// that share a port would also share it with another process of the same system user,
/// and each would get half of the clients: this finds it out. Blocks while the name is
/// looked up.
result<boost::asio::ip::tcp::endpoint> free_endpoint(const std::string& host, std::uint16_t port);

}  // namespace aurawell::net
