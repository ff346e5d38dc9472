#pragma once

namespace aurawell {

/// How a client has connected to its session.
enum class transport : unsigned char { websocket, http };

}  // namespace aurawell
