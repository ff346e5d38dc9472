#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "net/http/line_scanner.hpp"

namespace aurawell::net {

/// Decodes a chunked body (RFC 9112, section 7.1) as its bytes arrive. Skips extensions and
/// trailers; stores no byte itself.
class chunk_decoder {
 public:
  ///   more        the body continues
  ///   end         the body is complete
  ///   malformed   the bytes are not valid chunks
  ///   data_too_long, framing_too_long   past `max_data`, past `max_framing`
  enum class state : unsigned char { more, end, malformed, data_too_long, framing_too_long };

  /// @param max_data Bytes of all chunks together.
  /// @param max_framing Bytes of all extensions and of the trailer section together.
  chunk_decoder(std::size_t max_data, std::size_t max_framing) noexcept
      : data_left_{max_data}, framing_left_{max_framing} {}

  /// Appends the data in `bytes` to `body`. Returns how many bytes were used: all of them while the
  /// state is `more`.
  std::size_t take(std::string_view bytes, std::string& body);

  state now() const noexcept { return state_; }

 private:
  ///   size           digits
  ///   size_end       blanks behind the digits
  ///   extension      up to the CR
  ///   line_end       the LF behind one of these
  ///   data, data_cr, data_lf   one chunk, and the CRLF behind it
  enum class place : unsigned char {
    size,
    size_end,
    extension,
    line_end,
    data,
    data_cr,
    data_lf,
    trailers
  };

  void take_byte(char byte) noexcept;
  void on_size(char byte) noexcept;
  void on_size_end(char byte) noexcept;
  void on_extension(char byte) noexcept;
  void on_trailer(char byte) noexcept;
  void begin_chunk() noexcept;
  void expect(char byte, char wanted, place then) noexcept;
  /// Counts one byte of framing that is not part of a size.
  void count_framing() noexcept;

  std::size_t data_left_;
  std::size_t framing_left_;
  /// Bytes of the current chunk that have not arrived.
  std::uint64_t chunk_left_ = 0;
  unsigned digits_ = 0;
  line_scanner trailers_{line_scanner::section::trailers};
  place place_ = place::size;
  state state_ = state::more;
};

}  // namespace aurawell::net
