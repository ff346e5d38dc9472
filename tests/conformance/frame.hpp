#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aurawell::conformance {

namespace opcode {
inline constexpr unsigned more = 0;
inline constexpr unsigned text = 1;
inline constexpr unsigned binary = 2;
inline constexpr unsigned close = 8;
inline constexpr unsigned ping = 9;
inline constexpr unsigned pong = 10;
}  // namespace opcode

/// Number of bits of a frame's length: 7, 16 or 64.
enum class length_form : unsigned char { shortest, bits_16, bits_64 };

/// A frame (RFC 6455 5.2), valid or not.
struct frame {
  unsigned opcode = opcode::text;
  std::string payload{};
  bool fin = true;
  /// The three reserved bits: RSV1 is 4.
  unsigned rsv = 0;
  bool is_masked = true;
  std::uint32_t mask = 0x37fa213d;
  length_form form = length_form::shortest;
  /// Sent instead of the payload's real length.
  std::optional<std::uint64_t> announced{};
};

std::string bytes_of(const frame& one);

std::string text_frame(std::string_view payload);
/// A fragment of a text: the first, or one that continues it; `fin`: the last.
std::string first_fragment(std::string_view payload);
std::string fragment(std::string_view payload, bool fin = false);
std::string control_frame(unsigned opcode, std::string_view payload = {});
/// `code` and reason.
std::string close_frame(unsigned code, std::string_view reason = {});

/// The text in fragments of this many bytes.
std::string in_fragments(std::string_view text, std::size_t bytes);

/// A message of this service whose answer repeats `json`.
std::string ping_message(std::string_view json);

/// Removes the first frame from `bytes`; returns nothing when it is incomplete. For a frame that a
/// server must not send (masked, reserved bits, a longer form of the length than needed), `form` is
/// not `shortest`.
std::optional<frame> take_frame(std::string& bytes);

/// "c3a9" is two bytes.
std::string from_hex(std::string_view digits);
std::string to_hex(std::string_view bytes);

}  // namespace aurawell::conformance
