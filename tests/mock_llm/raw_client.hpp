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
  /// As HTTP's chunked coding cut the body; one element if it did not.
  std::vector<std::string> chunks;
  /// False if the connection ended or fell silent before the response did.
  bool complete = false;

  std::string body() const;
};

/// A client for tests that sees what no HTTP library shows: chunks, cuts, closes.
/// Blocking; a read that brings nothing for ten seconds counts as a closed peer.
class raw_client {
 public:
  /// `receive_buffer` bytes of kernel memory; 0: the system's choice.
  explicit raw_client(std::uint16_t port, int receive_buffer = 0);
  raw_client(const raw_client&) = delete;
  raw_client& operator=(const raw_client&) = delete;
  ~raw_client();

  void send(std::string_view bytes);
  void post(std::string_view body, std::string_view more_fields = {});

  /// Head and as much of the body as there is until its end, which without a length is
  /// that of the connection.
  raw_response read_response();

  /// Reads once; false if nothing comes in time.
  bool read_some(std::chrono::milliseconds wait);

  /// Reads and drops until so many bytes have come or no more do; how many came.
  std::size_t read_at_least(std::size_t bytes);

  /// Everything until the peer closes, resets or falls silent.
  std::string read_to_end();

  /// Waits until `text` has come; false if the peer closed before.
  bool read_until(std::string_view text);

  /// True once the peer has closed and all before it is read.
  bool peer_closed();

  /// True once the connection was ended by a reset, not in good order.
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
