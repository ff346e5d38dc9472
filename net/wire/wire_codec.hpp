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

/// Limits of the content of one frame.
struct wire_limits {
  std::uint32_t max_json_depth = 32;
  std::uint32_t max_context_facts = 64;
};

/// Content of `refresh_token`. The connection checks the token; its session receives only the
/// result.
struct shown_token {
  request_id request;
  /// Proof of identity; must not be logged.
  std::string token;
};

using client_frame = std::variant<client_command, shown_token>;

/// Nothing when the frame is valid and needs no answer (`pong`).
using decoded_frame = std::optional<client_frame>;

/// Decodes one text frame of a client. Of two equal keys the first counts; unknown keys are
/// ignored. Every failure has a VALIDATION code and an English sentence that names the field and
/// never repeats the client's text. Not recursive.
result<decoded_frame> decode_command(std::string_view text, const wire_limits& limits);

/// Appends the event as one JSON object. Texts must be UTF-8.
void encode_event(const server_event& event, std::string& out);

}  // namespace aurawell::net
