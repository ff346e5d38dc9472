#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace aurawell::net {

/// A small HTTP/1.1 server on its own port that sends the bytes of scripts. Each connection has a
/// thread; none waits longer than ten seconds.
class scripted_server {
 public:
  enum class act : unsigned char {
    send,
    send_before_body,  ///< Sends before the body of the request is read.
    hold,              ///< Waits for a call of `release`.
    stall,             ///< Waits until the client closes.
    close,
    reset,
  };
  struct step {
    act action = act::send;
    std::string bytes{};
  };
  using script = std::vector<step>;

  /// The n-th request, on any connection, gets the n-th script; further requests get the last one.
  /// A connection stays open after its script.
  explicit scripted_server(std::vector<script> answers);
  explicit scripted_server(script answer);
  ~scripted_server();

  std::uint16_t port() const noexcept { return port_; }
  std::string base_url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/v1"; }

  std::size_t connections() const;
  /// Header and body of every request, in the order of their arrival.
  std::vector<std::string> requests() const;

  /// Returns false when fewer arrived in time.
  bool wait_for_requests(std::size_t count);
  /// Clients that closed while their connection was stalled or idle.
  bool wait_for_hang_ups(std::size_t count);

  /// Releases one hold, the present or the next one.
  void release();

 private:
  void accept_all();
  void serve(int socket);
  /// Returns false at the end of the connection.
  bool answer_one(int socket, std::string& received);
  /// Plays the script of the `number`-th request.
  bool play(int socket, std::size_t number, std::string& received, std::size_t request_end);
  bool take_request(int socket, std::size_t number, std::string& received, std::size_t request_end);
  bool perform(int socket, const step& next, std::string& received);
  bool hold();
  void note_hang_up();
  std::size_t note_request(std::string header);

  std::vector<script> answers_;
  int listener_ = -1;
  std::uint16_t port_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> requests_;
  std::vector<int> open_;
  std::vector<std::thread> servants_;
  std::size_t connections_ = 0;
  std::size_t hang_ups_ = 0;
  std::size_t releases_ = 0;
  bool stopping_ = false;
  std::thread acceptor_;
};

/// Pieces for scripts.
std::string chunked_head();
std::string chunk(std::string_view bytes);
std::string last_chunk();
/// One event with this text, and the events that end an answer.
std::string text_event(std::string_view text);
std::string end_events();
/// A whole response with a status line like "401 Unauthorized".
std::string response(std::string_view status, std::string_view headers, std::string_view body);

}  // namespace aurawell::net
