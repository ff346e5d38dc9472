#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/patience.hpp"

namespace aurawell::test_support {

using header_list = std::vector<std::pair<std::string, std::string>>;

struct http_response {
  /// 0: no response came.
  int status = 0;
  header_list headers;
  std::string body;

  /// Returns an empty text when the response has no such header. Ignores case.
  std::string header(std::string_view name) const;
};

struct http_request {
  std::string method = "GET";
  std::string target = "/";
  header_list headers{};
  std::string body{};
  /// The loopback address of the client.
  std::string from = "127.0.0.1";
};

/// One request on a new connection to 127.0.0.1.
http_response http_send(std::uint16_t port, const http_request& request);
http_response http_get(std::uint16_t port, const std::string& target, header_list headers = {});

struct ws_frame {
  enum class kind { text, binary, closed, timed_out };

  kind type = kind::timed_out;
  /// The message, or the reason of the close.
  std::string text;
  /// Close code; 1005 when the frame had none, 1006 when there was no close frame.
  std::uint16_t code = 0;

  bool is_text() const noexcept { return type == kind::text; }
  bool is_closed(std::uint16_t expected) const noexcept {
    return type == kind::closed && code == expected;
  }
};

struct ws_connect_options {
  header_list headers{};
  /// 0: the system's default. A small value makes the client a slow reader.
  int receive_buffer_bytes = 0;
  /// The loopback address of the client.
  std::string from = "127.0.0.1";
};

/// A WebSocket client to 127.0.0.1. Calls block at most `test_patience` or the given time. Before
/// the first `read` it reads nothing from the socket, so until then it answers no ping.
class ws_client {
 public:
  ws_client(std::uint16_t port, const std::string& target, ws_connect_options options = {});
  ws_client(ws_client&&) noexcept;
  ws_client& operator=(ws_client&&) noexcept;
  ~ws_client();

  /// Returns false when the upgrade was refused; `handshake()` then has the response.
  bool connected() const noexcept;
  const http_response& handshake() const noexcept;

  /// Each returns false when the connection is closed or does not accept the bytes.
  bool send(std::string_view text);
  bool send_binary(std::string_view bytes);
  bool send_fragments(const std::vector<std::string>& parts);
  bool send_ping(std::string_view payload);

  /// Returns the next message, or how the connection ended. After `timed_out` it may be called
  /// again; no data is lost.
  ws_frame read(std::chrono::milliseconds patience = test_patience);

  /// Pings and pongs of the server that `read` has received.
  std::size_t pings_seen() const noexcept;
  std::size_t pongs_seen() const noexcept;

  /// Closes and waits for the server's answer; drops messages that arrive meanwhile.
  ws_frame close(std::uint16_t code = 1000, std::string_view reason = "");

  /// Drops the socket without a close frame.
  void drop();

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

/// A raw socket to 127.0.0.1, for bytes that no correct client sends.
class raw_client {
 public:
  explicit raw_client(std::uint16_t port);
  raw_client(raw_client&&) noexcept;
  raw_client& operator=(raw_client&&) noexcept;
  ~raw_client();

  bool send(std::string_view bytes);

  /// Returns everything until the server closes; nothing when it does not close in time.
  std::optional<std::string> read_to_end(std::chrono::milliseconds patience = test_patience);

  /// Returns the bytes up to and including `end`; nothing when it does not arrive in time. Later
  /// bytes stay for the next call.
  std::optional<std::string> read_until(std::string_view end,
                                        std::chrono::milliseconds patience = test_patience);

  void shutdown_send();

  /// Closes the connection without a clean end.
  void reset();

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

}  // namespace aurawell::test_support
