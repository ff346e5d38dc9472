#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "net/http/compression_options.hpp"
#include "net/http/gzip_stream.hpp"
#include "net/http/http_replies.hpp"

namespace aurawell::net {

class reply_compressor;

/// One reply whose body is compressed in steps, so that none of them holds a loop for long.
class reply_compression {
 public:
  /// Bytes of the body that one step compresses.
  static constexpr std::size_t step_bytes = 32 * 1024;

  reply_compression(http_reply reply, std::unique_ptr<gzip_stream> stream, reply_compressor& by);
  reply_compression(const reply_compression&) = delete;
  reply_compression& operator=(const reply_compression&) = delete;
  ~reply_compression();

  /// Returns false after the last step.
  bool step();

  /// The reply to send, once there is no further step.
  http_reply take() &&;

 private:
  http_reply reply_;
  std::unique_ptr<gzip_stream> stream_;
  reply_compressor& by_;
  std::size_t read_ = 0;
  std::string compressed_;
};

/// Decides which replies of a server are compressed. Any thread.
class reply_compressor {
 public:
  /// @param counts Null: nobody counts.
  reply_compressor(const compression_options& options, compression_counts* counts) noexcept
      : options_{options}, counts_{counts} {}

  /// Takes the reply and begins to compress it; null: `reply` must be sent as it is now. Marks
  /// every reply that might have been compressed, for caches.
  std::unique_ptr<reply_compression> begin(http_reply& reply, std::string_view accept_encoding);

 private:
  friend class reply_compression;

  void count(std::size_t before, std::size_t after) noexcept;

  const compression_options options_;
  compression_counts* const counts_;
  std::atomic<std::uint32_t> under_way_{0};
};

}  // namespace aurawell::net
