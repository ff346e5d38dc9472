#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "domain/result.hpp"

namespace aurawell::loadtest {

/// What the connections of one run share.
using tls_settings = std::shared_ptr<SSL_CTX>;

/// TLS for clients. Each connection makes a whole handshake, as a new client would.
/// @param authority_file Certificates in PEM, of which one must have signed the server's. Empty:
/// nothing of the server's certificate is checked.
result<tls_settings> make_tls_settings(const std::string& authority_file);

/// TLS of one link. It reads and writes no socket: a link reads bytes itself, because it wants to
/// know when they came.
class link_tls {
 public:
  /// @param address The server's, which its certificate must have if it is checked.
  link_tls(const tls_settings& settings, const std::string& address);
  link_tls(const link_tls&) = delete;
  link_tls& operator=(const link_tls&) = delete;
  ~link_tls();

  /// Goes on with the handshake; true when it is complete.
  bool shake_hands();
  bool is_established() const noexcept { return is_established_; }

  /// Bytes from the socket.
  void receive(std::string_view bytes);

  /// Decrypts up to `room` bytes of what was received. 0: there are none, or the connection has
  /// failed or ended.
  std::size_t read(char* into, std::size_t room);

  /// Encrypts; only when it is established.
  void send(std::string_view text);

  /// Takes the bytes that must go to the socket.
  std::string take_outgoing();

  /// Why the connection cannot go on; empty: it can.
  const std::string& fault() const noexcept { return fault_; }

 private:
  void note(int result);

  SSL* ssl_;
  /// Both belong to `ssl_`.
  BIO* incoming_;
  BIO* outgoing_;
  bool is_established_ = false;
  std::string fault_;
};

}  // namespace aurawell::loadtest
