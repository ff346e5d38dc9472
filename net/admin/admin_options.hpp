#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "net/http/compression_options.hpp"

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
  /// Window of the rates among the metrics.
  std::chrono::milliseconds rate_window{60'000};
  /// Host names that requests may use, besides addresses and "localhost". "*": any.
  std::vector<std::string> host_names;
  /// Those of the clients' listener.
  compression_options compression{};
  /// The server's certificate and its key, in PEM; empty: without TLS.
  std::string tls_certificate_file;
  std::string tls_private_key_file;
  /// Authorities; a client must show a certificate of one of them. Empty: clients show none.
  std::string tls_client_ca_file;
};

}  // namespace aurawell::net
