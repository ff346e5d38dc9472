#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/http/chunk_decoder.hpp"
#include "net/http/line_scanner.hpp"
#include "net/http/message_types.hpp"
#include "net/http/request_fault.hpp"

namespace aurawell::net {

struct request_limits {
  /// Request line and header fields; also the extensions and trailers of chunks.
  std::size_t head_bytes = 0;
  std::size_t body_bytes = 0;
};

/// Reads one request from the bytes of a connection as they come. Beast's parser gets the
/// head only when that is whole and its lines are beyond doubt, and never sees the body. It
/// holds what came of the request, at most twice its size, and nothing that was promised.
class request_reader {
 public:
  /// Empty lines before the request line, which old clients send behind a body (RFC 9112,
  /// section 2.2).
  static constexpr unsigned max_blank_lines = 8;

  enum class state : unsigned char { head, body, complete, failed };

  explicit request_reader(request_limits limits) : limits_{limits} {}

  /// Takes what belongs to the request from the front of `bytes` and returns how much that
  /// was: all while the request is neither complete nor failed. Not called after that.
  std::size_t take(std::string_view bytes);

  state now() const noexcept { return state_; }

  /// Why it failed.
  request_fault fault() const noexcept { return fault_; }

  /// Its head while the body is read, all of it when complete; after a failure the part
  /// that could be read, which may be nothing.
  request_message& request() noexcept { return request_; }

  /// Whether the client waits for 100 before it sends the body; true once.
  bool should_go_ahead() noexcept;

 private:
  std::size_t take_head(std::string_view bytes);
  /// Where the head or an empty line before it ends in `bytes`, or where it failed; else the
  /// end of `bytes`.
  std::size_t scan_head(std::string_view bytes);
  std::size_t take_body(std::string_view bytes);
  void on_head();
  /// Reads what there is of the head; false when it is not whole or not valid.
  bool parse_head();
  void fail(request_fault why);

  request_limits limits_;
  line_scanner lines_{line_scanner::section::request_head};
  unsigned blank_lines_ = 0;
  state state_ = state::head;
  request_fault fault_ = request_fault::malformed;
  bool is_waiting_client_ = false;
  /// Empty once it has been parsed.
  std::string head_;
  request_message request_;
  std::uint64_t body_left_ = 0;
  std::optional<chunk_decoder> chunks_;
};

}  // namespace aurawell::net
