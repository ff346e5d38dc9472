#include "tests/loadtest/target.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <string_view>

namespace aurawell::loadtest {
namespace {

using boost::asio::ip::tcp;

struct host_and_port {
  std::string host;
  std::string port = "80";
};

result<host_and_port> split(std::string_view url) {
  constexpr std::string_view scheme = "ws://";
  const error wrong{ec::bad_format, "--url: '" + std::string{url} + "' is not ws://host:port"};
  if (!url.starts_with(scheme)) {
    return wrong;
  }
  auto rest = url.substr(scheme.size());
  if (rest.ends_with('/')) {
    rest.remove_suffix(1);
  }
  host_and_port out;
  if (rest.starts_with('[')) {
    const auto end = rest.find(']');
    if (end == std::string_view::npos) {
      return wrong;
    }
    out.host = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
  } else {
    out.host = rest.substr(0, rest.find(':'));
    rest.remove_prefix(out.host.size());
  }
  if (rest.starts_with(':')) {
    out.port = rest.substr(1);
    rest = {};
  }
  const auto digits = std::ranges::all_of(out.port, [](char c) { return c >= '0' && c <= '9'; });
  if (!rest.empty() || out.host.empty() || out.port.empty() || !digits ||
      out.host.find('/') != std::string::npos) {
    return wrong;
  }
  return out;
}

}  // namespace

result<target> find_target(const load_options& options) {
  const auto named = split(options.url);
  if (!named) {
    return named.failure();
  }
  boost::asio::io_context context;
  tcp::resolver resolver{context};
  boost::system::error_code failure;
  const auto found = resolver.resolve(named->host, named->port, failure);
  if (failure || found.empty()) {
    return error{ec::upstream_unreachable, "--url: " + named->host + ": " + failure.message()};
  }
  // Of a name with both, IPv4: what listens on "localhost" mostly listens there.
  const auto v4 = std::ranges::find_if(
      found, [](const auto& entry) { return entry.endpoint().address().is_v4(); });
  const auto chosen = (v4 != found.end() ? *v4 : *found.begin()).endpoint();
  if (!chosen.address().is_loopback() && !options.allow_remote) {
    return error{ec::forbidden, "--url: " + named->host +
                                    " is not this machine; --allow-remote loads it all the same"};
  }
  return target{chosen, named->host + ":" + named->port};
}

}  // namespace aurawell::loadtest
