// What an http_session learns from a proxy in front: the header of the PROXY protocol before the
// first byte of the client, and `Forwarded` or X-Forwarded-For of a request.
#include <algorithm>
#include <array>

#include "domain/log/log.hpp"
#include "net/address/address_network.hpp"
#include "net/address/forwarded_header.hpp"
#include "net/dispatch/http_session.hpp"

namespace aurawell::net {
namespace {

/// Bytes of one read.
constexpr std::size_t proxy_read_bytes = 512;

}  // namespace

void http_session::expect_proxy_header() {
  if (options().proxy_protocol && loop_->server->addresses.is_trusted(peer_)) {
    proxied_ = std::make_unique<std::string>();
    allow(options().proxy_header_timeout);
  }
}

void http_session::take_proxy_header() {
  std::array<char, proxy_read_bytes> bytes;
  error_code fault;
  const auto most = options().max_proxy_header_bytes;
  auto header = proxy_header::read(*proxied_, most);
  while (!fault && header.now() == proxy_header::state::incomplete) {
    const auto size = std::min(header.wanted(), bytes.size());
    proxied_->append(bytes.data(), socket_.read_some({bytes.data(), size}, fault));
    header = proxy_header::read(*proxied_, most);
  }
  if (fault == boost::asio::error::would_block) {
    await_bytes();
  } else if (fault) {
    // A check whether the port is open says nothing.
    if (!proxied_->empty()) {
      note_bad_proxy_header(header.now());
    }
    end();
  } else if (header.now() == proxy_header::state::complete) {
    accept_proxy_header(header);
  } else {
    refuse_proxy_header(header.now());
  }
}

void http_session::accept_proxy_header(const proxy_header& header) {
  proxied_.reset();
  // Of a client that the proxy does not name, not even what it says through the proxy is believed.
  peer_ = unmapped(header.client().value_or(boost::asio::ip::address{}));
  if (!ticket_.admit_for(loop_->server->addresses.find(peer_, {}))) {
    end();
    return;
  }
  allow(phase_ == phase::securing ? options().tls_handshake_timeout : options().handshake_timeout);
  await_bytes();
}

void http_session::note_bad_proxy_header(proxy_header::state why) const {
  const auto reason = to_string(why);
  logging::warn("connection.proxy_header_refused",
                {{"reason", reason},
                 {"hint", "server.proxy_protocol expects version 2 from server.trusted_proxies"}});
  loop_->server->measured().proxy_header_refused(reason);
}

void http_session::refuse_proxy_header(proxy_header::state why) {
  note_bad_proxy_header(why);
  proxied_.reset();
  if (phase_ == phase::securing) {
    end();
    return;
  }
  allow(options().handshake_timeout);
  begin_exchange();
  const auto now = std::chrono::system_clock::now();
  send_last(
      error_reply(400, ec::bad_format, "this port expects the PROXY protocol, version 2", now),
      now);
}

std::optional<http_reply> http_session::refuse_forwarded(wall_time now) const {
  if (!options().forwarded_header || !loop_->server->addresses.is_trusted(peer_) ||
      hops_of_forwarded(forwarded(request()))) {
    return std::nullopt;
  }
  logging::info("request.forwarded_refused",
                {{"hint", "a client or a proxy in front sends a Forwarded that breaks RFC 7239"}});
  loop_->server->measured().forwarded_refused();
  return error_reply(400, ec::bad_format, "the header Forwarded breaks the grammar of RFC 7239",
                     now);
}

std::string http_session::address_of(const request_message& request) const {
  const auto hops = options().forwarded_header
                        ? hops_of_forwarded(forwarded(request)).value_or("unknown")
                        : forwarded_for(request);
  return loop_->server->addresses.find(peer_, hops);
}

gateway_word http_session::gateway_of(const request_message& request) const {
  return loop_->server->gateways.read(peer_, request);
}

}  // namespace aurawell::net
