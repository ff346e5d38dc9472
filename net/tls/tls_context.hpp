#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "domain/result.hpp"
#include "domain/wall_time.hpp"

namespace aurawell::net {

/// The files that a listener with TLS needs, all in PEM.
struct certificate_files {
  /// The server's certificate, then those of the authorities between it and a root.
  std::string certificate;
  std::string private_key;
  /// Authorities of client certificates; empty: clients show none. Else every client must.
  std::string client_ca;
};

/// Certificate, key and rules of the protocol, as OpenSSL wants them: TLS 1.2 and 1.3, forward
/// secrecy, HTTP/1.1, resumption by tickets. Does not change. Any thread.
class tls_context {
 public:
  /// A failure names the file and what is wrong with it: also a key that every user of this machine
  /// can read. A certificate that has expired is no failure.
  static result<std::shared_ptr<const tls_context>> make(const certificate_files& files);

  SSL_CTX* handle() const noexcept { return context_.get(); }
  wall_time valid_from() const noexcept { return valid_from_; }
  wall_time expires() const noexcept { return expires_; }
  bool is_valid_at(wall_time now) const noexcept { return valid_from_ <= now && now < expires_; }

 private:
  struct release {
    void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
  };

  tls_context() = default;
  result<void> set_rules();
  result<void> load_certificate(const std::string& path);
  result<void> load_key(const std::string& path);
  result<void> load_authorities(const std::string& path);

  std::unique_ptr<SSL_CTX, release> context_;
  wall_time valid_from_;
  wall_time expires_;
};

}  // namespace aurawell::net
