#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Follows a client's frames (RFC 6455, section 5.2) while their bytes pass on to Beast, and
/// stops what Beast 1.81 does not answer as the RFC says:
///   1002  a 64-bit length with its top bit set, a close code from 5000 on
///   1007  the reason of a close is not UTF-8
///   1014  a close with this code, which is valid
/// All other faults are left to Beast. Holds at most the payload of one close frame, 125 bytes.
class frame_inspector {
 public:
  /// Looks at the bytes that came next, wherever they were cut. Returns how many of them may
  /// pass: all, or those in front of the one that decided `answer`. With an answer there is
  /// no further call.
  std::size_t pass(std::string_view bytes);

  /// The close code that the client must be sent.
  std::optional<std::uint16_t> answer() const noexcept { return answer_; }

  /// From now on everything passes.
  void stop() noexcept;

  /// Bytes of messages that have passed and were not `taken`.
  std::size_t waiting() const noexcept { return waiting_; }
  void taken(std::size_t bytes) noexcept;

 private:
  /// The parts of a frame in their order. Some are empty.
  enum class part : unsigned char { opcode, length, longer_length, mask, payload };

  void begin_next_part();
  void read_header(unsigned char byte);
  std::size_t read_payload(std::string_view bytes);
  bool is_close() const noexcept;

  /// Bytes until the end of the part.
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
