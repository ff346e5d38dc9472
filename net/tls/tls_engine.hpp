#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "net/tls/socket_bio.hpp"
#include "net/tls/tls_context.hpp"

namespace aurawell::net {

/// How the handshakes of one listener have ended. Any thread.
struct handshake_counts {
  std::atomic<std::uint64_t> full{0};
  std::atomic<std::uint64_t> resumed{0};
  /// By either side: no common version or cipher, no or a wrong certificate of the client.
  std::atomic<std::uint64_t> refused{0};
  /// The client spoke HTTP without TLS.
  std::atomic<std::uint64_t> plain_text{0};
  /// The client left, or the time was over.
  std::atomic<std::uint64_t> abandoned{0};
};

/// TLS of one accepted connection, on its socket without blocking. The first calls of `read` make
/// the handshake. One thread.
class tls_engine {
 public:
  enum class state : unsigned char {
    done,
    /// Repeat the call when the socket can be read, or written.
    wants_read,
    wants_write,
    /// The client has ended its side as TLS requires.
    ended,
    /// The socket has ended or failed without that: bytes may be missing.
    cut_off,
    failed,
    /// The client speaks HTTP without TLS. No byte was sent.
    plain_text,
  };
  struct outcome {
    state result;
    std::size_t bytes = 0;
  };

  /// Updates of keys that a client may ask for on one connection; one costs as much as dozens of
  /// messages. A key is good for millions of records.
  static constexpr unsigned most_key_updates = 32;

  /// Most bytes of one record; a longer write is taken in parts.
  static constexpr std::size_t record_bytes = 16 * 1024;

  /// Keeps what it needs of `context`; `counts` must outlive it. Null: no memory.
  static std::unique_ptr<tls_engine> make(const tls_context& context, handshake_counts& counts,
                                          int socket);
  tls_engine(const tls_engine&) = delete;
  tls_engine& operator=(const tls_engine&) = delete;
  ~tls_engine();

  outcome read(std::span<char> to);

  /// After `wants_write` or `wants_read` call it again with the same bytes, wherever they are.
  outcome write(std::string_view bytes);

  /// Tells the client that nothing follows. Only `wants_write` must be repeated.
  state end_sending();

  /// The socket is closed: it will not be used again.
  void disconnect() noexcept { link_.socket = -1; }

  bool is_established() const noexcept { return is_established_; }
  /// `read` has bytes that the socket does not show.
  bool has_bytes() const noexcept { return SSL_pending(ssl_.get()) > 0; }
  /// Bytes that a small write takes beside its own.
  std::size_t overhead() const noexcept;

 private:
  struct release {
    void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
  };

  tls_engine(handshake_counts& counts, int socket) noexcept : link_{socket}, counts_{counts} {}
  /// OpenSSL calls it for each message of the protocol.
  static void on_message(int is_sent, int version, int type, const void* bytes, std::size_t size,
                         SSL* ssl, void* engine);
  state why(int result);
  void note_progress();

  socket_link link_;
  handshake_counts& counts_;
  bool is_established_ = false;
  unsigned key_updates_ = 0;
  bool has_failed_ = false;
  bool has_ended_ = false;
  /// Uses `link_` while it is freed.
  std::unique_ptr<SSL, release> ssl_;
};

}  // namespace aurawell::net
