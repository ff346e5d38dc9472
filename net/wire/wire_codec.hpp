#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/chat/client_command.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/result.hpp"

namespace aurawell::net {

/// Name of the client protocol, also as WebSocket sub-protocol.
inline constexpr std::string_view protocol_name = "aurawell.v1";

/// Bounds of what one frame may hold.
struct wire_limits {
  std::uint32_t max_json_depth = 32;
  std::uint32_t max_context_facts = 64;
};

/// `refresh_token`: the connection looks at it, and its session hears only what came of it.
struct shown_token {
  request_id request;
  /// Proof of identity; it must reach no log.
  std::string token;
};

using client_frame = std::variant<client_command, shown_token>;

/// Nothing when the frame is right and needs no answer (`pong`).
using decoded_frame = std::optional<client_frame>;

/// Reads one text frame of a client. Of two equal keys the first counts, unknown ones
/// are ignored. Every failure is a VALIDATION code with an English sentence that names
/// the field; it never repeats what the client wrote. Uses no recursion.
result<decoded_frame> decode_command(std::string_view text, const wire_limits& limits);

/// Appends the event as one JSON object. Texts must be UTF-8.
void encode_event(const server_event& event, std::string& out);

}  // namespace aurawell::net
