#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <string_view>

#include "tests/net/llm/test_authority.hpp"

namespace aurawell::net {

struct release_session {
  void operator()(SSL_SESSION* session) const noexcept { SSL_SESSION_free(session); }
};
using tls_session = std::unique_ptr<SSL_SESSION, release_session>;

struct tls_peer_options {
  /// The authority that must have signed the server's certificate.
  std::string trusted{};
  /// The client's own certificate; empty: none.
  test_certificate shown{};
  int least_version = TLS1_2_VERSION;
  int most_version = TLS1_3_VERSION;
  /// As in the message of ALPN.
  std::string protocols = "\x08http/1.1";
  /// A session to resume; may be null.
  SSL_SESSION* resumed = nullptr;
};

/// The client's side of TLS without a socket: the test carries the bytes.
class tls_peer {
 public:
  explicit tls_peer(const tls_peer_options& options);

  /// Bytes of the server. They are used by the next call of `step`, `read` or `write`.
  void receive(std::string_view bytes);
  /// Bytes for the server.
  std::string sent();

  /// Goes on with the handshake; true when it is complete.
  bool step();
  bool write(std::string_view text);
  /// What has arrived.
  std::string read();
  void end_sending() { SSL_shutdown(ssl_.get()); }
  bool has_ended() const { return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }

  SSL* ssl() { return ssl_.get(); }
  /// The newest session, for the next connection; null without a ticket.
  tls_session session() { return std::move(session_); }
  /// The alert or reason for which the handshake failed.
  const std::string& fault() const { return fault_; }

 private:
  struct release {
    void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
    void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
  };

  void note_fault(int result);
  static int keep_session(SSL* ssl, SSL_SESSION* session);

  std::unique_ptr<SSL_CTX, release> context_;
  std::unique_ptr<SSL, release> ssl_;
  BIO* incoming_;
  BIO* outgoing_;
  tls_session session_;
  std::string fault_;
};

}  // namespace aurawell::net
