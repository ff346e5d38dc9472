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

/// Normalises a request, so that other code has one form to read:
/// - Several lines of one list field become one line (RFC 9110, section 5.3). `Connection`,
///   `Upgrade`, `X-Forwarded-For` and the WebSocket fields are joined by their readers.
/// - The target "http://host?x" gets the path "/" (RFC 9112, section 3.2.2).
void unify_forms(request_message& request);

struct request_limits {
  /// Request line and header fields; also the extensions and trailers of chunks.
  std::size_t head_bytes = 0;
  std::size_t body_bytes = 0;
};

/// Reads one request from the bytes of a connection as they arrive. Beast's parser gets the head
/// only when it is complete and its lines are valid, and never gets the body. Holds at most twice
/// the bytes of the request that have arrived; an announced length reserves nothing.
class request_reader {
 public:
  /// Empty lines before the request line, which old clients send behind a body (RFC 9112,
  /// section 2.2).
  static constexpr unsigned max_blank_lines = 8;

  enum class state : unsigned char { head, body, complete, failed };

  explicit request_reader(request_limits limits) : limits_{limits} {}

  /// Consumes the bytes of the request at the front of `bytes` and returns their number: all of
  /// them while the request is neither complete nor failed. Must not be called after that.
  std::size_t take(std::string_view bytes);

  state now() const noexcept { return state_; }

  /// Valid only after a failure.
  request_fault fault() const noexcept { return fault_; }

  /// Its head while the body is read; the whole request when complete; after a failure the part
  /// that could be read, which may be empty.
  request_message& request() noexcept { return request_; }

  /// Whether the client waits for 100 Continue before it sends the body; returns true once.
  bool is_continue_due() noexcept;

 private:
  std::size_t take_head(std::string_view bytes);
  /// Offset in `bytes` where the head, or an empty line before it, ends, or where it is invalid;
  /// else the size of `bytes`.
  std::size_t scan_head(std::string_view bytes);
  std::size_t take_body(std::string_view bytes);
  void on_head();
  /// Parses the head that has arrived; false when it is incomplete or invalid.
  bool parse_head();
  void fail(request_fault why);

  request_limits limits_;
  line_scanner lines_{line_scanner::section::request_head};
  unsigned blank_lines_ = 0;
  state state_ = state::head;
  request_fault fault_ = request_fault::malformed;
  bool is_waiting_client_ = false;
  /// Empty after parsing.
  std::string head_;
  request_message request_;
  std::uint64_t body_left_ = 0;
  std::optional<chunk_decoder> chunks_;
};

}  // namespace aurawell::net
