#pragma once

#include <zlib.h>

#include <memory>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Compresses bytes to the format gzip (RFC 1952), piece by piece. Holds up to 270 KB.
class gzip_stream {
 public:
  /// @param level From 1, the fastest, to 9. Null: no memory.
  static std::unique_ptr<gzip_stream> make(int level);
  gzip_stream(const gzip_stream&) = delete;
  gzip_stream& operator=(const gzip_stream&) = delete;
  ~gzip_stream();

  /// Compresses `bytes` and appends what is complete to `to`; after the last bytes that is all.
  void add(std::string_view bytes, bool is_last, std::string& to);

 private:
  gzip_stream() = default;

  z_stream state_{};
};

}  // namespace aurawell::net
