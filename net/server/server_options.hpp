#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "net/http/compression_options.hpp"
#include "net/server/rest_options.hpp"

namespace aurawell::net {

/// Options of the listener and its connections.
struct server_options {
  /// Its name in the log: "clients", "operators" or "redirect".
  std::string listener = "clients";
  std::string host = "127.0.0.1";
  /// 0: the system chooses; `server::port()` returns the choice.
  std::uint16_t port = 8000;
  /// Each has its own event loop and its own listening socket; 0: one per core.
  std::uint32_t io_threads = 0;
  /// Open sockets of clients; the next one is refused with 503.
  std::uint32_t max_connections = 10'000;
  /// Of these from one address; the next one is refused with 429. 0: no limit. A trusted proxy's
  /// own connections have no such limit; the chats that come through it count for the address that
  /// it reports.
  std::uint32_t max_connections_per_address = 1'000;
  /// Open chats of one user; the next one closes the oldest with 4005.
  std::uint32_t max_connections_per_user = 3;
  /// Chats that may be opened within a minute, by one user and from one address; past it 429. 0: no
  /// limit.
  std::uint32_t connects_per_user = 60;
  std::uint32_t connects_per_address = 600;
  /// Addresses and networks ("10.0.0.0/8") of gateways whose X-Forwarded-For is trusted as the
  /// client's address.
  std::vector<std::string> trusted_proxies{"127.0.0.1", "::1"};
  /// Those gateways say where the client is before its first byte, with the PROXY protocol, version
  /// 2. Their connections without it are refused.
  bool proxy_protocol = false;
  /// A longer header of it is refused.
  std::size_t max_proxy_header_bytes = 2 * 1024;
  /// From accept to the end of that header; then the handshake's time begins.
  std::chrono::milliseconds proxy_header_timeout{5'000};
  /// They say it in `Forwarded` (RFC 7239) in place of X-Forwarded-For; a request whose `Forwarded`
  /// breaks the grammar is refused.
  bool forwarded_header = false;
  /// Names by which clients may address the service, besides IP addresses and "localhost"; "*":
  /// any.
  std::vector<std::string> host_names;
  /// The header in which those gateways name the user whom they have authenticated; empty: no such
  /// header.
  std::string user_header;
  /// In open mode: accept `user_id` behind a gateway even without that header.
  bool trusts_unproven_gateways = false;
  /// A longer message closes its connection with 1009.
  std::size_t max_message_bytes = 64 * 1024;
  /// Nesting of a message's JSON; deeper is a protocol error.
  std::uint32_t max_json_depth = 32;
  /// Leaves of a question's `context`.
  std::uint32_t max_context_facts = 64;
  /// Request line and header fields; more is answered with 431.
  std::size_t max_header_bytes = 16 * 1024;
  /// Body of a plain HTTP request; more is answered with 413.
  std::size_t max_body_bytes = 64 * 1024;
  /// From accept to the end of the request header, and for the upgrade.
  std::chrono::milliseconds handshake_timeout{10'000};
  /// An idle keep-alive HTTP connection is closed after this.
  std::chrono::milliseconds keep_alive_timeout{30'000};
  /// A plain HTTP request that the database has not answered after this time gets 504.
  std::chrono::milliseconds request_timeout{15'000};
  /// A question over plain HTTP without a whole answer after this time gets 504; the answer goes
  /// on.
  std::chrono::milliseconds answer_timeout{600'000};
  /// A client of the OpenAI API that closes its connection cancels its answer.
  bool stop_closed_completions = true;
  /// A chat whose client has sent no message after this time is closed.
  std::chrono::milliseconds first_message_timeout{600'000};
  /// A chat without a message in either direction for this time is closed. Pings do not count.
  std::chrono::milliseconds idle_timeout{3'600'000};
  /// Browser pages that may connect, as "https://app.example.com"; "*" allows all.
  /// The server's own page and pages on loopback addresses are always allowed.
  std::vector<std::string> allowed_origins;
  /// Silence of the client after which the server sends a ping.
  std::chrono::milliseconds heartbeat_interval{25'000};
  /// Time to answer that ping; then the connection is closed.
  std::chrono::milliseconds heartbeat_timeout{10'000};
  /// A frame of which the client's socket takes no byte for this time ends its connection.
  std::chrono::milliseconds write_timeout{30'000};
  /// From the decision to close until the socket is dropped. In between, waiting events are sent
  /// and the close handshake is made.
  std::chrono::milliseconds close_timeout{5'000};
  /// What may wait for one client; past either limit its session stops sending.
  std::size_t outbox_bytes = 64 * 1024;
  std::uint32_t outbox_frames = 256;
  /// Time that open connections have to finish when the server stops.
  std::chrono::milliseconds drain_timeout{5'000};
  /// The server's certificate and those of the authorities behind it, and its key, in PEM. Both
  /// empty: without TLS.
  std::string tls_certificate_file;
  std::string tls_private_key_file;
  /// From accept to the end of TLS's handshake.
  std::chrono::milliseconds tls_handshake_timeout{10'000};
  /// Pause between two looks at those files.
  std::chrono::milliseconds tls_check_interval{10'000};
  /// How long browsers remember that this name speaks only TLS; 0: they are not told.
  std::chrono::milliseconds tls_hsts_max_age{std::chrono::hours{24} * 180};
  /// A port without TLS that leads clients to `port`; 0: none.
  std::uint16_t tls_redirect_port = 0;
  compression_options compression{};
  rest_options rest{};
};

}  // namespace aurawell::net
