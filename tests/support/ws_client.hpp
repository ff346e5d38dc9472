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

namespace aurawell::test_support {

/// Longer than anything that works takes; tests end early when it does.
inline constexpr std::chrono::milliseconds test_patience{30'000};

using header_list = std::vector<std::pair<std::string, std::string>>;

struct http_response {
  /// 0: no response came.
  int status = 0;
  header_list headers;
  std::string body;

  /// Empty when the response has none of that name; case does not matter.
  std::string header(std::string_view name) const;
};

struct http_request {
  std::string method = "GET";
  std::string target = "/";
  header_list headers{};
  std::string body{};
  /// The loopback address that it comes from.
  std::string from = "127.0.0.1";
};

/// One request on a connection of its own to 127.0.0.1.
http_response http_send(std::uint16_t port, const http_request& request);
http_response http_get(std::uint16_t port, const std::string& target, header_list headers = {});

struct ws_frame {
  enum class kind { text, binary, closed, timed_out };

  kind what = kind::timed_out;
  /// The message, or the reason of the close.
  std::string text;
  /// Close code; 1005 when the frame had none, 1006 when there was no close frame.
  std::uint16_t code = 0;

  bool is_text() const noexcept { return what == kind::text; }
  bool is_closed(std::uint16_t expected) const noexcept {
    return what == kind::closed && code == expected;
  }
};

struct ws_connect_options {
  header_list headers{};
  /// 0: the system's default. Small makes a slow reader out of the client.
  int receive_buffer_bytes = 0;
  /// The loopback address that it comes from.
  std::string from = "127.0.0.1";
};

/// A WebSocket client on 127.0.0.1 whose calls block, never longer than
/// `test_patience` or the time given. Before the first `read` nothing is read from the
/// socket, so until then it is a client that answers no ping.
class ws_client {
 public:
  ws_client(std::uint16_t port, const std::string& target, ws_connect_options options = {});
  ws_client(ws_client&&) noexcept;
  ws_client& operator=(ws_client&&) noexcept;
  ~ws_client();

  /// False when the upgrade was refused; `handshake()` then says how.
  bool connected() const noexcept;
  const http_response& handshake() const noexcept;

  /// Each is false when the connection is gone or does not take the bytes.
  bool send(std::string_view text);
  bool send_binary(std::string_view bytes);
  bool send_fragments(const std::vector<std::string>& parts);
  bool send_ping(std::string_view payload);

  /// The next message, or how the connection ended. After `timed_out` it may be
  /// called again and nothing is lost.
  ws_frame read(std::chrono::milliseconds patience = test_patience);

  /// Pings and pongs of the server that `read` came across.
  std::size_t pings_seen() const noexcept;
  std::size_t pongs_seen() const noexcept;

  /// Closes and waits for the server's answer, dropping messages that are on their way.
  ws_frame close(std::uint16_t code = 1000, std::string_view reason = "");

  /// Drops the socket without a close frame.
  void drop();

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

/// Bytes on a socket to 127.0.0.1, for what no well-behaved client does.
class raw_client {
 public:
  explicit raw_client(std::uint16_t port);
  raw_client(raw_client&&) noexcept;
  raw_client& operator=(raw_client&&) noexcept;
  ~raw_client();

  bool send(std::string_view bytes);

  /// Everything until the server closes; nothing when it does not in time.
  std::optional<std::string> read_to_end(std::chrono::milliseconds patience = test_patience);

  /// What came until `end` was seen, included; nothing when it was not in time. Bytes
  /// behind it stay for the next call.
  std::optional<std::string> read_until(std::string_view end,
                                        std::chrono::milliseconds patience = test_patience);

  void shutdown_send();

  /// Drops the connection without an orderly end.
  void reset();

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

}  // namespace aurawell::test_support
