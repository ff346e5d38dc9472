#include "net/websocket_handshake.hpp"

#include <spdlog/spdlog.h>

#include <boost/beast/http/field.hpp>
#include <boost/beast/http/verb.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <cstddef>

#include "net/origin_policy.hpp"

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

/// Bytes of a refused origin that go into the log.
constexpr std::size_t longest_logged = 128;

}  // namespace

std::optional<http_reply> refuse_upgrade(const request_message& request, bool has_more,
                                         const server_options& options, wall_time now) {
  if (request.method() != http::verb::get) {
    return method_not_allowed("GET", now);
  }
  if (!boost::beast::websocket::is_upgrade(request) ||
      request[http::field::sec_websocket_version] != "13") {
    return upgrade_required(now);
  }
  if (request[http::field::sec_websocket_key].empty() || has_more) {
    return error_reply(400, ec::bad_format, "this is no WebSocket handshake", now);
  }
  const auto origin = view(request[http::field::origin]);
  if (!is_origin_allowed(origin, view(request[http::field::host]), options.allowed_origins)) {
    spdlog::info("upgrade refused: origin {} is not allowed", origin.substr(0, longest_logged));
    return error_reply(403, ec::forbidden, "pages of this origin may not connect", now);
  }
  return std::nullopt;
}

}  // namespace aurawell::net
