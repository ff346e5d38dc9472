#include "net/websocket/websocket_handshake.hpp"

#include <algorithm>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/verb.hpp>
#include <cstddef>

#include "domain/log/log.hpp"
#include "net/address/lower_ascii.hpp"
#include "net/address/origin_policy.hpp"
#include "net/address/url_text.hpp"

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

/// Most bytes of a refused origin in the log.
constexpr std::size_t longest_logged = 128;

constexpr std::string_view only_version = "13";

/// A key is 16 bytes in base64 (RFC 6455, section 4.1).
constexpr std::size_t key_size = 24;
constexpr std::string_view key_padding = "==";

/// Whether an element of a list header `fits`. All lines of a header are one list (RFC 9110,
/// section 5.3). Beast's list parser drops the part behind a ";".
template <class Fits>
bool any_listed(const request_message& request, http::field name, const Fits& fits) {
  const auto [begin, end] = request.equal_range(name);
  return std::any_of(begin, end, [&](const auto& line) {
    auto rest = view(line.value());
    while (!rest.empty()) {
      if (fits(without_optional_space(cut(rest, ',')))) {
        return true;
      }
    }
    return false;
  });
}

bool lists(const request_message& request, http::field name, std::string_view token) {
  return any_listed(request, name,
                    [&](std::string_view listed) { return lower_ascii(listed) == token; });
}

bool is_base64(char c) noexcept {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/';
}

bool is_key(std::string_view text) {
  return text.size() == key_size && text.ends_with(key_padding) &&
         std::all_of(text.begin(), text.end() - key_padding.size(), is_base64);
}

/// Whether the request announces a body, whose bytes would be read as frames.
bool has_body(const request_message& request) {
  return request.count(http::field::transfer_encoding) > 0 ||
         (request.count(http::field::content_length) > 0 &&
          view(request[http::field::content_length]).find_first_not_of('0') !=
              std::string_view::npos);
}

/// The fault of the key or of a repeated header that may occur once; empty when there is none.
std::string_view fault_of(const request_message& request) {
  if (request.count(http::field::sec_websocket_version) != 1) {
    return "the Sec-WebSocket-Version header must be there once";
  }
  if (request.count(http::field::sec_websocket_key) != 1 ||
      !is_key(view(request[http::field::sec_websocket_key]))) {
    return "the Sec-WebSocket-Key header must be there once, with 16 bytes in base64";
  }
  if (request.count(http::field::origin) > 1) {
    return "the Origin header may be there only once";
  }
  return {};
}

}  // namespace

bool asks_for_upgrade(const request_message& request) {
  return request.version() >= 11 && lists(request, http::field::connection, "upgrade") &&
         lists(request, http::field::upgrade, "websocket");
}

bool offers_protocol(const request_message& request, std::string_view name) {
  return any_listed(request, http::field::sec_websocket_protocol,
                    [&](std::string_view offered) { return offered == name; });
}

std::optional<http_reply> refuse_upgrade(const request_message& request, bool has_more,
                                         const server_options& options, wall_time now) {
  if (request.method() != http::verb::get) {
    return method_not_allowed("GET", now);
  }
  const auto versions = request.count(http::field::sec_websocket_version);
  if (!asks_for_upgrade(request) || versions == 0 ||
      (versions == 1 && request[http::field::sec_websocket_version] != only_version)) {
    return upgrade_required(now);
  }
  if (has_more || has_body(request)) {
    return error_reply(400, ec::bad_format, "nothing may follow before the upgrade is answered",
                       now);
  }
  if (const auto fault = fault_of(request); !fault.empty()) {
    return error_reply(400, ec::bad_format, fault, now);
  }
  const auto origin = view(request[http::field::origin]);
  if (!is_origin_allowed(origin, view(request[http::field::host]), options.allowed_origins)) {
    logging::info("upgrade.refused",
                  {{"reason", "origin_not_allowed"},
                   {"origin", origin.substr(0, longest_logged)},
                   {"hint", "add it to server.allowed_origins if its page may connect"}});
    return error_reply(403, ec::forbidden, "pages of this origin may not connect", now);
  }
  return std::nullopt;
}

request_message plain_handshake(const request_message& request) {
  request_message plain{http::verb::get, request.target(), 11};
  plain.set(http::field::host, request[http::field::host]);
  plain.set(http::field::connection, "upgrade");
  plain.set(http::field::upgrade, "websocket");
  plain.set(http::field::sec_websocket_version, "13");
  plain.set(http::field::sec_websocket_key, request[http::field::sec_websocket_key]);
  return plain;
}

}  // namespace aurawell::net
