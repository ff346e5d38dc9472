#pragma once

#include <sys/types.h>

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/loadtest/link_tls.hpp"
#include "tests/loadtest/target.hpp"

namespace aurawell::loadtest {

/// Hears what happens on a link, on its thread.
class link_listener {
 public:
  virtual ~link_listener() = default;

  /// The upgrade was accepted.
  virtual void on_open() = 0;
  /// `text` may be changed; the byte after its `size` bytes is a NUL. `received` is when the last
  /// bytes of the read that brought it came to the socket, whenever this program was free to read
  /// them.
  virtual void on_text(char* text, std::size_t size,
                       std::chrono::steady_clock::time_point received) = 0;
  /// The link is closed. Called once, and not after `drop`.
  virtual void on_end(std::string_view reason) = 0;
};

/// One WebSocket connection of a client. One read brings many frames, and a frame costs no
/// allocation: at 50,000 frames per second the load tester must not be what is measured.
/// To be used on the thread of its loop.
class websocket_link {
 public:
  websocket_link(boost::asio::io_context& loop, link_listener& listener);

  /// Connects and asks for the upgrade. `owner` keeps link and listener alive until the end.
  void open(const target& server, const std::string& path, const std::shared_ptr<void>& owner);

  /// Sends one text message. To be called while the link is open.
  void send(std::string_view text);

  /// Sends a close frame; the server then ends the connection.
  void close();

  /// Ends the connection without a word.
  void drop();

 private:
  void wait();
  void read();
  /// Reads into the buffer; nothing at the end of the connection.
  std::optional<std::chrono::steady_clock::time_point> receive();
  /// The same through TLS.
  std::optional<std::chrono::steady_clock::time_point> receive_encrypted();
  /// Whether a read of so many bytes leaves the connection open; ends the link if not.
  bool is_alive(ssize_t count);
  /// Handles what is in the buffer.
  void take(std::chrono::steady_clock::time_point received);
  /// False if the answer is not complete or the link has ended.
  bool read_upgrade();
  /// False if no whole frame is there or the link has ended.
  bool read_frame(std::chrono::steady_clock::time_point received);
  void on_payload(unsigned first, char* payload, std::size_t size,
                  std::chrono::steady_clock::time_point received);
  void deliver(char* text, std::size_t size, std::chrono::steady_clock::time_point received);
  void make_room();
  void write_frame(unsigned char opcode, std::string_view payload);
  /// Sends what waits, unless a write is under way.
  void flush();
  void end(std::string_view reason);

  boost::asio::ip::tcp::socket socket_;
  link_listener& listener_;
  /// What waits for the socket holds it; held here, too, it would hold itself.
  std::weak_ptr<void> owner_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  /// The parts of a message that comes in several frames.
  std::string parts_;
  /// Null: without TLS.
  std::unique_ptr<link_tls> tls_;
  std::string writing_;
  std::string waiting_;
  bool upgraded_ = false;
  bool over_ = false;
};

}  // namespace aurawell::loadtest
