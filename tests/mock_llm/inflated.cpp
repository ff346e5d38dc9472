#include "tests/mock_llm/inflated.hpp"

#include <zlib.h>

#include <array>

namespace aurawell::mock {

inflated_text inflated(std::string_view coded) {
  constexpr std::size_t max_bytes = 64 * 1024 * 1024;
  constexpr int window_bits_and_either_format = 15 + 32;
  inflated_text out;
  z_stream stream{};
  if (inflateInit2(&stream, window_bits_and_either_format) != Z_OK) {
    return out;
  }
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(coded.data()));
  stream.avail_in = static_cast<uInt>(coded.size());
  std::array<char, 16384> piece{};
  auto state = Z_OK;
  while (state == Z_OK && out.text.size() < max_bytes) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = piece.size();
    state = inflate(&stream, Z_SYNC_FLUSH);
    out.text.append(piece.data(), piece.size() - stream.avail_out);
  }
  out.complete = state == Z_STREAM_END;
  inflateEnd(&stream);
  return out;
}

}  // namespace aurawell::mock
