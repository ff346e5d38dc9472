#include "tests/loadtest/target.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <string_view>

namespace aurawell::loadtest {
namespace {

using boost::asio::ip::tcp;

constexpr std::string_view plain_scheme = "ws://";
constexpr std::string_view encrypted_scheme = "wss://";

struct host_and_port {
  std::string host;
  std::string port;
  bool is_encrypted = false;
};

result<host_and_port> split(std::string_view url) {
  const error wrong{ec::bad_format,
                    "--url: '" + std::string{url} + "' is not ws://host:port or wss://host:port"};
  host_and_port out;
  out.is_encrypted = url.starts_with(encrypted_scheme);
  if (!out.is_encrypted && !url.starts_with(plain_scheme)) {
    return wrong;
  }
  out.port = out.is_encrypted ? "443" : "80";
  auto rest = url.substr(out.is_encrypted ? encrypted_scheme.size() : plain_scheme.size());
  if (rest.ends_with('/')) {
    rest.remove_suffix(1);
  }
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
  target found_target{chosen, named->host + ":" + named->port};
  if (named->is_encrypted) {
    auto settings = make_tls_settings(options.authority_file);
    if (!settings) {
      return settings.failure();
    }
    found_target.tls = *std::move(settings);
  }
  return found_target;
}

}  // namespace aurawell::loadtest
