#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace aurawell::test_support {

/// What clients have seen. All but the first three must stay 0 when no client notices anything.
struct crowd_counts {
  std::uint64_t connected = 0;  ///< at present
  std::uint64_t answered = 0;   ///< whole answers
  std::uint64_t moved = 0;      ///< connections that the server closed with 1012
  /// Connects that failed, and connections without a reply to the upgrade.
  std::uint64_t refused = 0;
  /// Connections that ended without a close frame.
  std::uint64_t reset = 0;
  /// Accepted questions without a whole answer, and answers whose pieces are not the whole.
  std::uint64_t lost = 0;
  std::string first_fault;
};

/// Clients that ask one question after the other and connect again when the server closes their
/// connection with 1012, as the client library does. All on one thread.
class streaming_crowd {
 public:
  streaming_crowd(std::uint16_t port, std::uint32_t members);
  streaming_crowd(const streaming_crowd&) = delete;
  streaming_crowd& operator=(const streaming_crowd&) = delete;
  ~streaming_crowd();

  crowd_counts now() const;

  /// Asks no more questions and waits for running answers. False: the time is over.
  bool finish(std::chrono::milliseconds patience);

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

/// Connects again and again, each time with one request over HTTP.
class connection_prober {
 public:
  explicit connection_prober(std::uint16_t port);
  connection_prober(const connection_prober&) = delete;
  connection_prober& operator=(const connection_prober&) = delete;
  ~connection_prober();

  std::uint64_t replies() const noexcept;
  /// Requests without the reply 200.
  std::uint64_t failures() const noexcept;
  std::string first_fault() const;

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::test_support
