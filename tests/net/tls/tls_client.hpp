#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/net/tls/tls_peer.hpp"

namespace aurawell::net {

/// A TLS client to 127.0.0.1. Calls block at most `test_patience`.
class tls_client {
 public:
  tls_client(std::uint16_t port, const tls_peer_options& options);
  tls_client(const tls_client&) = delete;
  tls_client& operator=(const tls_client&) = delete;
  ~tls_client();

  /// False when the handshake failed, see `peer().fault()`.
  bool shake_hands();

  bool send(std::string_view text);

  /// Everything up to and including `end`, which must come; nothing when it does not.
  std::optional<std::string> read_until(std::string_view end);

  /// Everything until the server closes; nothing when it does not.
  std::optional<std::string> read_to_end();

  /// Whether the server has ended TLS before it closed.
  bool has_ended() const { return peer_.has_ended(); }

  tls_peer& peer() { return peer_; }
  /// Sends what the peer has ready.
  bool flush();
  /// Hands on to the peer what comes next. False at the end of the connection, or when nothing came
  /// in time.
  bool receive();
  /// Sends as it is.
  bool send_raw(std::string_view bytes) const;
  void shutdown_send() const;

 private:
  tls_peer peer_;
  int socket_ = -1;
  bool is_over_ = false;
  std::string text_;
};

}  // namespace aurawell::net
