#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aurawell::net {

/// First bytes of frames (RFC 6455, section 5.2).
namespace opcode {
inline constexpr unsigned char fin = 0x80;
inline constexpr unsigned char continued = 0x0;
inline constexpr unsigned char text = 0x1;
inline constexpr unsigned char binary = 0x2;
inline constexpr unsigned char closing = 0x8;
inline constexpr unsigned char ping = 0x9;
inline constexpr unsigned char pong = 0xA;
}  // namespace opcode

/// The mask of a client's frames; it changes every byte.
inline constexpr std::string_view frame_mask = "\x37\xfa\x21\x3d";

inline std::string masked(std::string_view payload) {
  std::string bytes;
  for (std::size_t i = 0; i < payload.size(); ++i) {
    bytes += static_cast<char>(payload[i] ^ frame_mask[i % frame_mask.size()]);
  }
  return bytes;
}

inline std::string big_endian(std::uint64_t number, int bytes) {
  std::string out;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU);
  }
  return out;
}

/// A header whose length has 0, 2 or 8 additional bytes, also if a shorter form exists.
inline std::string frame_header(unsigned first, std::uint64_t size, int more_bytes) {
  const auto length = more_bytes == 0 ? size : more_bytes == 2 ? 126U : 127U;
  std::string bytes;
  bytes += static_cast<char>(first);
  bytes += static_cast<char>(0x80U | length);
  return bytes + (more_bytes == 0 ? "" : big_endian(size, more_bytes)) + std::string{frame_mask};
}

/// A whole masked frame with the shortest length.
inline std::string frame(unsigned first, std::string_view payload) {
  const int more_bytes = payload.size() < 126 ? 0 : payload.size() < 65'536 ? 2 : 8;
  return frame_header(first, payload.size(), more_bytes) + masked(payload);
}

inline std::string close_frame(unsigned code, std::string_view reason = "") {
  return frame(opcode::fin | opcode::closing, big_endian(code, 2) + std::string{reason});
}

}  // namespace aurawell::net
