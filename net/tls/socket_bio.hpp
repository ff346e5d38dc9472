#pragma once

#include <openssl/bio.h>

namespace aurawell::net {

/// Where the bytes of one TLS connection come from and go to.
struct socket_link {
  /// -1: closed. OpenSSL then reads and writes nothing; the system may have given the number to
  /// another socket.
  int socket = -1;
  bool has_begun = false;
  /// The first byte is a letter, as of an HTTP method, and no byte of TLS. Nothing is read or
  /// written from then on.
  bool is_plain_text = false;
};

/// Lets OpenSSL use the socket directly, without a buffer in between. Never blocks and raises no
/// signal. `link` must outlive it. Null: no memory.
BIO* make_socket_bio(socket_link& link);

}  // namespace aurawell::net
