#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace aurawell::loadtest {

/// What the load tester reads of a server's event. Members that are absent are
/// empty or 0. The views live until the next frame is read.
struct frame {
  std::string_view type;
  std::string_view status;
  std::string_view request_id;
  std::string_view delta;
  std::string_view error_code;
  std::string_view full_response;
  std::uint64_t seq = 0;
  std::uint64_t completion_tokens = 0;
  bool has_full_response = false;
};

/// Reads frames in place, without an allocation per frame. One thread.
class frame_reader {
 public:
  frame_reader();
  frame_reader(const frame_reader&) = delete;
  frame_reader& operator=(const frame_reader&) = delete;
  ~frame_reader();

  /// `text` is destroyed; the byte after its `size` bytes must be a NUL. Null if it
  /// is no JSON object with a type.
  const frame* read(char* text, std::size_t size);

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::loadtest
