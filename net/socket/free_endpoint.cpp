#include "net/socket/free_endpoint.hpp"

#include <boost/asio/io_context.hpp>

namespace aurawell::net {
namespace {

using boost::asio::ip::tcp;

result<void> check_free(const tcp::endpoint& endpoint) {
  boost::asio::io_context loop;
  boost::system::error_code fault;
  tcp::acceptor probe{loop};
  probe.open(endpoint.protocol(), fault);
  if (!fault) {
    probe.set_option(tcp::acceptor::reuse_address{true}, fault);
  }
  if (!fault) {
    // Without sharing the port, unlike the listeners.
    probe.bind(endpoint, fault);
  }
  if (fault) {
    return error{ec::bad_configuration, describe_listen_fault(endpoint, fault)};
  }
  return {};
}

}  // namespace

std::string describe_listen_fault(const tcp::endpoint& endpoint,
                                  const boost::system::error_code& fault) {
  const auto text = "cannot listen on " + endpoint.address().to_string() + ":" +
                    std::to_string(endpoint.port()) + ": " + fault.message();
  return fault == boost::system::errc::permission_denied
             ? text +
                   "; a port below 1024 needs the capability CAP_NET_BIND_SERVICE, with systemd "
                   "AmbientCapabilities=CAP_NET_BIND_SERVICE"
             : text;
}

result<tcp::endpoint> find_endpoint(const std::string& host, std::uint16_t port) {
  boost::asio::io_context loop;
  boost::system::error_code fault;
  tcp::resolver resolver{loop};
  const auto found = resolver.resolve(host, std::to_string(port), tcp::resolver::passive, fault);
  if (fault || found.empty()) {
    return error{ec::bad_configuration,
                 "no address for host " + host + ": " + (fault ? fault.message() : "none found")};
  }
  return found.begin()->endpoint();
}

result<tcp::endpoint> free_endpoint(const std::string& host, std::uint16_t port) {
  auto found = find_endpoint(host, port);
  if (found && port != 0) {
    if (auto free = check_free(*found); !free) {
      return free.failure();
    }
  }
  return found;
}

}  // namespace aurawell::net
