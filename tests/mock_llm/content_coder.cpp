#include "tests/mock_llm/content_coder.hpp"

#include <array>
#include <cassert>
#include <new>

namespace aurawell::mock {
namespace {

/// Small, for thousands of streams at once: 16 KiB each instead of zlib's usual 256.
constexpr int window_bits = 10;
constexpr int memory_level = 4;
/// zlib's window bits for gzip's format, and for raw compressed bytes.
constexpr int gzip_mark = 16;
constexpr int raw_window_bits = -15;

const Bytef* bytes_of(std::string_view text) noexcept {
  return reinterpret_cast<const Bytef*>(text.data());
}

void run_deflate(z_stream& stream, std::string_view bytes, int flush, std::string& out) {
  std::array<char, 4096> piece{};
  // zlib does not write to its input, it only lacks the const.
  stream.next_in = const_cast<Bytef*>(bytes_of(bytes));
  stream.avail_in = static_cast<uInt>(bytes.size());
  do {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = piece.size();
    deflate(&stream, flush);
    out.append(piece.data(), piece.size() - stream.avail_out);
  } while (stream.avail_out == 0);
}

void append_little_endian(std::string& out, std::uint32_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8) {
    out += static_cast<char>((number >> shift) & 0xFFU);
  }
}

}  // namespace

content_coder::content_coder(content_coding coding) {
  assert(coding != content_coding::none);
  const auto window = window_bits + (coding == content_coding::gzip ? gzip_mark : 0);
  if (deflateInit2(&stream_, Z_BEST_SPEED, Z_DEFLATED, window, memory_level, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::bad_alloc{};
  }
}

content_coder::~content_coder() {
  deflateEnd(&stream_);
}

void content_coder::append(std::string_view bytes, std::string& out) {
  run_deflate(stream_, bytes, Z_SYNC_FLUSH, out);
}

void content_coder::finish(std::string& out) {
  run_deflate(stream_, {}, Z_FINISH, out);
}

gzip_bomb make_gzip_bomb(std::string_view content, std::uint32_t blocks) {
  gzip_bomb bomb;
  bomb.blocks = blocks;
  bomb.head = std::string{"\x1f\x8b\x08\0\0\0\0\0\0\xff", 10};
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, raw_window_bits, 9,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc{};
  }
  // A full flush leaves no reference to what was before, so that the block can be repeated.
  run_deflate(stream, content, Z_FULL_FLUSH, bomb.block);
  deflateEnd(&stream);

  const auto size = static_cast<z_off_t>(content.size());
  const auto one =
      crc32(crc32(0, nullptr, 0), bytes_of(content), static_cast<uInt>(content.size()));
  auto all = crc32(0, nullptr, 0);
  for (std::uint32_t i = 0; i < blocks; ++i) {
    all = crc32_combine(all, one, size);
  }
  bomb.tail = std::string{"\x03\0", 2};  // an empty last block
  append_little_endian(bomb.tail, static_cast<std::uint32_t>(all));
  append_little_endian(bomb.tail, static_cast<std::uint32_t>(content.size() * blocks));
  return bomb;
}

}  // namespace aurawell::mock
