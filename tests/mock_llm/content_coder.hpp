#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace aurawell::mock {

/// HTTP's content codings.
enum class content_coding : unsigned char {
  none,
  gzip,
  deflate,  ///< zlib's format, as HTTP defines it
};

/// Compresses a body that is sent in pieces: each piece can be decoded when it arrives.
class content_coder {
 public:
  /// Requires a `coding` other than `none`.
  explicit content_coder(content_coding coding);
  content_coder(const content_coder&) = delete;
  content_coder& operator=(const content_coder&) = delete;
  ~content_coder();

  void append(std::string_view bytes, std::string& out);

  /// Returns the end of the coded stream. Call it once, as the last call.
  void finish(std::string& out);

 private:
  z_stream stream_{};
};

/// A gzip stream many times its size: `head`, then `blocks` times `block`, then `tail`.
struct gzip_bomb {
  std::string head;
  std::string block;
  std::uint32_t blocks = 0;
  std::string tail;
};

/// Its content is `blocks` times `content`.
gzip_bomb make_gzip_bomb(std::string_view content, std::uint32_t blocks);

}  // namespace aurawell::mock
