#pragma once

#include "tests/conformance/ws_row.hpp"

namespace aurawell::conformance {

/// RFC 6455 5.2: lengths, masks, reserved bits, opcodes.
ws_rows frame_rows();
/// RFC 6455 5.4: messages in several frames.
ws_rows fragment_rows();
/// RFC 6455 5.5: pings and pongs.
ws_rows ping_rows();
/// RFC 6455 8.1: text that is UTF-8, and text that is not.
ws_rows utf8_rows();
/// RFC 6455 5.5.1 and 7: how connections end.
ws_rows closing_rows();
/// Long messages, and many.
ws_rows size_rows();

ws_rows all_ws_rows();

}  // namespace aurawell::conformance
