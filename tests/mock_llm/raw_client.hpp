#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::mock {

struct raw_response {
  unsigned status = 0;
  std::string head;
  /// The chunks of HTTP's chunked coding; one element without this coding.
  std::vector<std::string> chunks;
  /// False if the connection closed or timed out before the end of the response.
  bool complete = false;

  std::string body() const;
};

/// A client for tests that shows what HTTP libraries hide: chunks, cuts, closes. Blocking; ten
/// seconds without data count as a closed peer.
class raw_client {
 public:
  /// `receive_buffer` bytes of kernel memory; 0: the system's choice.
  explicit raw_client(std::uint16_t port, int receive_buffer = 0);
  raw_client(const raw_client&) = delete;
  raw_client& operator=(const raw_client&) = delete;
  ~raw_client();

  void send(std::string_view bytes);
  void post(std::string_view body, std::string_view more_fields = {});

  /// Reads the head and the body up to its end; without a length that is the end of the connection.
  raw_response read_response();

  /// Reads once; returns false if no data arrives in time.
  bool read_some(std::chrono::milliseconds wait);

  /// Reads and drops up to this many bytes; returns how many arrived.
  std::size_t read_at_least(std::size_t bytes);

  /// Reads everything until the peer closes, resets or sends nothing for ten seconds.
  std::string read_to_end();

  /// Waits until `text` has arrived; returns false if the peer closed before.
  bool read_until(std::string_view text);

  /// True when the peer has closed and everything before that is read.
  bool peer_closed();

  /// True when a reset has ended the connection.
  bool was_reset() const noexcept { return reset_; }

  void close();

 private:
  bool read_more(std::chrono::milliseconds wait = silence);
  bool read_chunks(raw_response& out);
  bool need(std::size_t bytes);

  static constexpr std::chrono::seconds silence{10};

  int socket_ = -1;
  bool reset_ = false;
  std::string buffer_;
};

/// The contents of all "delta" in the events of `body`, joined.
std::string joined_deltas(std::string_view body, std::string_view member = "content");

/// A body that asks `question` of `model`.
std::string question_body(std::string_view question, std::string_view model = "any",
                          bool stream = true);

}  // namespace aurawell::mock
