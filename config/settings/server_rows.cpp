#include "config/settings/option_rows.hpp"

namespace aurawell::config {
namespace {

using so = net::server_options;
using co = net::compression_options;
using dr = drain_options;
using take = net::takeover_options;

constexpr option all_server_rows[] = {
    {"server", "host", at<&so::host>,
     "Address to listen on; without authentication it must be a loopback address."},
    {"server", "port", at<&so::port>, limits{0, 65'535},
     "Port of the WebSocket, the API and the web page; 0 lets the system choose."},
    {"server", "io_threads", at<&so::io_threads>, limits{0, 256},
     "Threads that serve sockets, each with its own event loop; 0: one per core."},
    {"server", "max_connections", at<&so::max_connections>, limits{1, 1'000'000}, at_once,
     "Open client sockets; the next one is refused with 503. Each needs a file descriptor."},
    {"server", "max_connections_per_address", at<&so::max_connections_per_address>,
     limits{0, 1'000'000}, at_once,
     "Open sockets of one address; the next one is refused with 429. 0: any number. Not for "
     "`trusted_proxies` themselves: chats through them count for the client."},
    {"server", "max_connections_per_user", at<&so::max_connections_per_user>, limits{1, 100'000},
     at_once, "Open chats of one user; the next one closes the oldest with 4005."},
    {"server", "max_message_bytes", at<&so::max_message_bytes>, limits{1 * kib, 1 * mib},
     unit::bytes, "A longer WebSocket message closes its connection with 1009."},
    {"server", "max_json_depth", at<&so::max_json_depth>, limits{4, 256},
     "Nesting of a message's JSON; deeper is a protocol error."},
    {"server", "max_context_facts", at<&so::max_context_facts>, limits{0, 10'000},
     "Values that a question's `context` may hold."},
    {"server", "max_header_bytes", at<&so::max_header_bytes>, limits{1 * kib, 1 * mib}, unit::bytes,
     "Request line and header fields of an HTTP request; more is answered with 431."},
    {"server", "max_body_bytes", at<&so::max_body_bytes>, limits{1 * kib, 16 * mib}, unit::bytes,
     "Body of a plain HTTP request; more is answered with 413."},
    {"server", "handshake_timeout", at<&so::handshake_timeout>, limits{100, 5 * minute},
     "From accepting a socket, or from the first byte of a further request, to the end of the "
     "request, body included; and for the upgrade."},
    {"server", "keep_alive_timeout", at<&so::keep_alive_timeout>, limits{100, 1 * hour},
     "An idle HTTP connection is closed after this."},
    {"server", "allowed_origins", at<&so::allowed_origins>,
     "Browser pages that may connect, as `https://app.example.com`; `*` allows all. Pages on "
     "loopback addresses and the service's own page always may."},
    {"server", "trusted_proxies", at<&so::trusted_proxies>,
     "Gateways in front of the service, as addresses or networks: `10.0.0.7`, `10.0.0.0/8`. Only "
     "from them the service believes `X-Forwarded-For`, which says where the client is, or what "
     "`proxy_protocol` or `forwarded_header` put in its place, and the header of "
     "`auth.user_header`. The limits per address count the client, not the gateway. Empty: no "
     "gateway is believed."},
    {"server", "proxy_protocol", at<&so::proxy_protocol>,
     "true: each connection from `trusted_proxies` begins with the PROXY protocol, version 2, "
     "which says where the client is; without it, or with version 1, it is refused. It comes "
     "before TLS. `auth.user_header` and `X-Forwarded-For` then do not count, unless the client "
     "that it names is itself in `trusted_proxies`. false: the protocol is not understood."},
    {"server", "max_proxy_header_bytes", at<&so::max_proxy_header_bytes>, limits{256, 64 * kib},
     unit::bytes, "A connection with a longer header of the PROXY protocol is refused."},
    {"server", "proxy_header_timeout", at<&so::proxy_header_timeout>, limits{100, 5 * minute},
     "From accepting a socket of a proxy to the end of its header of the PROXY protocol; then "
     "`handshake_timeout` or `tls.handshake_timeout` begins."},
    {"server", "forwarded_header", at<&so::forwarded_header>,
     "true: `trusted_proxies` say in `Forwarded` (RFC 7239) where the client is, and "
     "`X-Forwarded-For` does not count; a request whose `Forwarded` breaks the grammar gets 400. "
     "false: the other way round."},
    {"server", "host_names", at<&so::host_names>,
     "Host names that a request may have in `Host`, such as `app.example.com`; a request with "
     "another name gets 421. `*` allows every name. IP addresses, `localhost` and `host` are "
     "always allowed. Empty: only those."},
    {"server", "request_timeout", at<&so::request_timeout>, limits{100, 10 * minute},
     "How long an HTTP request may wait for the database; then it gets 504."},
    {"server", "answer_timeout", at<&so::answer_timeout>, limits{100, 1 * hour},
     "A question over HTTP whose whole answer is not there after this gets 504; asked again with "
     "the same `request_id` it gets the answer."},
    {"server", "stop_closed_completions", at<&so::stop_closed_completions>,
     "true: a client of `/v1/chat/completions` that closes its connection stops the answer, as it "
     "has no other way; what was said so far is stored. false: the answer goes on."},
    {"server", "first_message_timeout", at<&so::first_message_timeout>,
     limits{1 * second, 24 * hour}, "A chat whose client has said nothing after this is closed."},
    {"server", "idle_timeout", at<&so::idle_timeout>, limits{1 * second, 7 * 24 * hour},
     "A chat on which neither side said anything for so long is closed; pings do not count."},
    {"server", "write_timeout", at<&so::write_timeout>, limits{100, 10 * minute},
     "A client that takes no byte of what is sent to it for this long is disconnected, however "
     "long it takes for all of it. What its system has taken counts, read or not: on loopback up "
     "to 64 KiB at a time."},
    {"server", "provider_idle_connections", at<&net::curl_options::idle_connections>,
     limits{1, 10'000},
     "Connections to providers that each I/O thread keeps open for the next question."},
    {"server", "provider_idle_timeout", at<&net::curl_options::idle_timeout>,
     limits{1 * second, 1 * hour}, "One of them that is not used for so long is ended."},
    {"server", "tls.certificate_file", at<&so::tls_certificate_file>,
     "The server's certificate, then those of the authorities between it and a root, in PEM: the "
     "port then speaks only TLS, `https` and `wss`. Empty: only without TLS. Read again when it "
     "changes and by a reload."},
    {"server", "tls.private_key_file", at<&so::tls_private_key_file>,
     "The key of that certificate, in PEM without a password."},
    {"server", "tls.handshake_timeout", at<&so::tls_handshake_timeout>, limits{100, 5 * minute},
     "From accepting a socket to the end of the handshake of TLS; `handshake_timeout` begins "
     "after it."},
    {"server", "tls.check_interval", at<&so::tls_check_interval>, limits{100, 1 * hour},
     "Pause between two looks whether the files of certificates have changed, those of `admin.tls` "
     "too."},
    {"server", "tls.hsts_max_age", at<&so::tls_hsts_max_age>, limits{0, 2 * 365 * 24 * hour},
     "Browsers remember for so long that this name speaks only TLS "
     "(`Strict-Transport-Security`). 0: they are not told. Not sent for addresses and "
     "`localhost`."},
    {"server", "tls.redirect_port", at<&so::tls_redirect_port>, limits{0, 65'535},
     "A port without TLS on the same address that leads clients to `https` at `port`; 0: none."},
    {"server", "compression.enabled", at<&co::enabled>,
     "true: long lists, exports and pages for operators are sent compressed (gzip) to clients that "
     "prefer it. Never compressed: what holds a token, anything of a user whom a gateway names, "
     "chats and streams."},
    {"server", "compression.min_bytes", at<&co::min_bytes>, limits{0, 16 * mib}, unit::bytes,
     "A reply with fewer bytes is sent as it is."},
    {"server", "compression.level", at<&co::level>, limits{1, 9},
     "1: fastest; 9: smallest, for several times the processor time."},
    {"server", "compression.concurrent", at<&co::concurrent>, limits{1, 10'000},
     "Replies that are compressed at the same time, 270 KB each; a further one is sent as it is."},
    {"server", "close_timeout", at<&so::close_timeout>, limits{100, 5 * minute},
     "Time to send what waits and to say goodbye when a connection is to be closed."},
    {"server", "drain_timeout", at<&so::drain_timeout>, limits{0, 10 * minute}, at_once,
     "At the end of a stop: time for connections that could not be closed before, and then again "
     "for the sessions to store their answers."},
    {"drain", "notice", at<&dr::notice>, limits{0, 10 * minute},
     "After SIGTERM `/readyz` says 503 for this long while everything is still accepted: at least "
     "as long as the load balancer needs to notice it. 0 without one."},
    {"drain", "answers", at<&dr::answers>, limits{0, 1 * hour},
     "Then questions are refused, and running answers get this time; those that still run after it "
     "are stored as incomplete."},
    {"drain", "spread", at<&dr::spread>, limits{0, 10 * minute},
     "From the same moment the chats are closed, evenly over this time, each when its answers are "
     "delivered. 0: as soon as they are."},
    {"drain", "reconnect", at<&dr::reconnect>, limits{0, 5 * minute},
     "The clients are told to connect again after this to twice this: the time that a restart "
     "takes, or less when other nodes serve."},
    {"takeover", "socket", at<&take::socket>,
     "Path of the Unix socket at which this process waits for its successor, and at which `serve "
     "--take-over` looks for the process that serves. Only processes of the same system user may "
     "connect. Empty: no process can take over."},
    {"takeover", "answer_timeout", at<&take::answer_timeout>, limits{100, 1 * minute},
     "Each of the two processes waits so long for an answer that the other can give at once."},
    {"takeover", "start_timeout", at<&take::start_timeout>, limits{100, 1 * hour},
     "The process that serves waits so long until the new one has started; then it refuses to hand "
     "over, and serves on."},
};

}  // namespace

std::span<const option> server_rows() noexcept {
  return all_server_rows;
}

}  // namespace aurawell::config
