#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurawell::conformance {

/// What comes back, as words: texts first, then pongs, then how it ended. Texts are written
/// by a session while pongs are not, so their order among each other is not fixed. One that
/// begins with "?" may be missing: what comes before a broken frame may be lost with it.
using events = std::vector<std::string>;

/// The answer to `ping_message(json)`.
std::string echo(std::string_view json);
/// What the service says of a text that it cannot use.
std::string error_event(std::string_view code);
std::string pong(std::string_view payload);
std::string maybe(const std::string& event);
/// The server closes with this code; without one where the client gave none.
std::string closed(unsigned code);
std::string closed_without_code();
/// The connection goes on: a further message was answered.
std::string open();
/// The connection ended without a close frame.
std::string gone();

/// Frames that are sent on a fresh connection, and what is right then.
struct ws_row {
  std::string name;
  std::string bytes;
  /// Each of them is right.
  std::vector<events> right;
  /// Of RFC 6455 where it says nothing else.
  std::string section;
  /// Also sent in two pieces, cut at every place.
  bool is_cut = false;
  bool half_closes = false;

  ws_row& or_else(events other);
  ws_row& cut_everywhere();
  ws_row& and_half_closes();
};

ws_row frames(std::string name, std::string bytes, events right, std::string section);

using ws_rows = std::vector<ws_row>;

}  // namespace aurawell::conformance
