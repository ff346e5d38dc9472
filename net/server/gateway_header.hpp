#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>

#include "net/address/client_address.hpp"
#include "net/auth/gateway_word.hpp"
#include "net/http/http_messages.hpp"
#include "net/server/server_options.hpp"

namespace aurawell::net {

/// Reads the user that a gateway names in the header `auth.user_header`. The header counts only
/// when the peer is one of `server.trusted_proxies`, because any client can send it.
class gateway_header {
 public:
  /// @param addresses Decides which peers are gateways; must outlive this.
  gateway_header(const server_options& options, const client_address& addresses);

  /// @param peer The other end of the connection, or whom its header of the PROXY protocol names.
  gateway_word read(const boost::asio::ip::address& peer, const request_message& request) const;

 private:
  const client_address& addresses_;
  std::string name_;
  bool trusts_unproven_;
  bool is_behind_proxy_;
};

}  // namespace aurawell::net
