#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Parses a client's frames (RFC 6455, section 5.2) while their bytes pass on to Beast, and stops
/// those that Beast 1.81 does not answer as the RFC requires. Close codes:
///   1002  a 64-bit length with its top bit set, a close code from 5000 on
///   1007  the reason of a close is not UTF-8
///   1014  a close with this code, which is valid
/// All other faults are left to Beast. Holds at most the payload of one close frame, 125 bytes.
class frame_inspector {
 public:
  /// Reads the next bytes; they may be cut anywhere. Returns how many of them may pass: all, or
  /// those before the byte that decided `answer`. Must not be called once there is an answer.
  std::size_t pass(std::string_view bytes);

  /// The close code to send to the client; nothing while the frames are valid.
  std::optional<std::uint16_t> answer() const noexcept { return answer_; }

  /// From now on all bytes pass unread.
  void stop() noexcept;

  /// Bytes of message payload that have passed and were not reported to `taken`.
  std::size_t waiting() const noexcept { return waiting_; }
  void taken(std::size_t bytes) noexcept;

 private:
  /// The parts of a frame in their order. Some may be absent.
  enum class part : unsigned char { opcode, length, longer_length, mask, payload };

  void begin_next_part();
  void read_header(unsigned char byte);
  std::size_t read_payload(std::string_view bytes);
  bool is_close() const noexcept;

  /// Bytes to the end of the current part.
  std::uint64_t left_ = 1;
  std::uint64_t payload_size_ = 0;
  std::size_t waiting_ = 0;
  /// The payload of a close frame, unmasked.
  std::string close_;
  std::optional<std::uint16_t> answer_;
  std::array<unsigned char, 4> mask_{};
  part part_ = part::opcode;
  unsigned char opcode_ = 0;
  unsigned char short_length_ = 0;
  bool masked_ = false;
  bool stopped_ = false;
};

}  // namespace aurawell::net
