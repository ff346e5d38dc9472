#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aurawell::net {

/// Options of the operators' listener.
struct admin_options {
  bool enabled = true;
  /// A loopback address, unless one of the next three tells operators from others.
  std::string host = "127.0.0.1";
  /// 0: the system chooses.
  std::uint16_t port = 8001;
  /// File with the token that requests must show; empty: none.
  std::string token_file;
  /// Everybody may read numbers at any address.
  bool allow_anywhere = false;
  /// Host names that requests may use, besides addresses and "localhost". "*": any.
  std::vector<std::string> host_names;
  /// The server's certificate and its key, in PEM; empty: without TLS.
  std::string tls_certificate_file;
  std::string tls_private_key_file;
  /// Authorities; a client must show a certificate of one of them. Empty: clients show none.
  std::string tls_client_ca_file;
};

}  // namespace aurawell::net
