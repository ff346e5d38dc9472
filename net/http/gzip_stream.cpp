#include "net/http/gzip_stream.hpp"

#include <array>

namespace aurawell::net {
namespace {

/// zlib's largest window, and its mark for the format gzip.
constexpr int window_of_gzip = 15 + 16;
constexpr int usual_memory = 8;

constexpr std::size_t piece_bytes = 16 * 1024;

}  // namespace

std::unique_ptr<gzip_stream> gzip_stream::make(int level) {
  std::unique_ptr<gzip_stream> made{new gzip_stream};
  if (deflateInit2(&made->state_, level, Z_DEFLATED, window_of_gzip, usual_memory,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return nullptr;
  }
  return made;
}

gzip_stream::~gzip_stream() {
  deflateEnd(&state_);
}

void gzip_stream::add(std::string_view bytes, bool is_last, std::string& to) {
  std::array<char, piece_bytes> piece;
  // zlib only reads its input, but its type is not const.
  state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state_.avail_in = static_cast<uInt>(bytes.size());
  do {
    state_.next_out = reinterpret_cast<Bytef*>(piece.data());
    state_.avail_out = piece.size();
    deflate(&state_, is_last ? Z_FINISH : Z_NO_FLUSH);
    to.append(piece.data(), piece.size() - state_.avail_out);
  } while (state_.avail_out == 0);
}

}  // namespace aurawell::net
