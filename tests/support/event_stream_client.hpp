#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tests/support/ws_client.hpp"

namespace aurawell::test_support {

struct streamed_event {
  std::string type;
  std::string id;
  std::string data;
};

/// Sends a POST on a new connection and reads the server-sent events of the response one by one.
/// The destructor closes the connection.
class event_stream_client {
 public:
  event_stream_client(std::uint16_t port, const std::string& target, const std::string& body,
                      const header_list& headers = {});

  /// 0: no response.
  int status() const noexcept { return response_.status; }
  /// With the body, if the response is not a stream.
  const http_response& response() const noexcept { return response_; }

  /// Nothing when the stream has ended: see `ended_well`.
  std::optional<streamed_event> next();

  /// Whether the last chunk was received.
  bool ended_well() const noexcept { return ended_well_; }
  /// Number of comments that `next` has read.
  std::size_t comments() const noexcept { return comments_; }

 private:
  void read_head();
  bool read_chunk();

  raw_client client_;
  http_response response_;
  std::string received_;
  std::size_t comments_ = 0;
  bool ended_well_ = false;
};

/// The bytes of a chunked body; nothing when its last chunk is missing.
std::optional<std::string> unchunked(std::string_view body);

}  // namespace aurawell::test_support
