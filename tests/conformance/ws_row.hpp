#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurawell::conformance {

/// The replies as words: texts first, then pongs, then the end. A session writes texts but not
/// pongs, so their relative order is not fixed. A word that begins with "?" may be missing: replies
/// before a broken frame may be lost.
using events = std::vector<std::string>;

/// The answer to `ping_message(json)`.
std::string echo(std::string_view json);
/// The service's error for an unusable text.
std::string error_event(std::string_view code);
std::string pong(std::string_view payload);
std::string maybe(const std::string& event);
/// The server closes with this code, or without a code if the client sent none.
std::string closed(unsigned code);
std::string closed_without_code();
/// The connection stays open: a further message was answered.
std::string open();
/// The connection closed without a close frame.
std::string gone();

/// Frames to send on a new connection, and the correct results.
struct ws_row {
  std::string name;
  std::string bytes;
  /// Each of them is correct.
  std::vector<events> right;
  /// A section of RFC 6455, unless it names another document.
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
