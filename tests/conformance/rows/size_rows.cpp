#include <string>

#include "tests/conformance/frame.hpp"
#include "tests/conformance/rows/joined.hpp"
#include "tests/conformance/rows/ws_rows.hpp"

namespace aurawell::conformance {
namespace {

/// `server.max_message_bytes`.
constexpr std::size_t longest = 65536;

std::string filling(std::size_t message_bytes) {
  return '"' + std::string(message_bytes - ping_message("\"\"").size(), '*') + '"';
}

ws_rows one_frame() {
  const auto over = text_frame(ping_message(filling(longest + 1)));
  return {
      frames("longest_message", text_frame(ping_message(filling(longest))),
             {echo(filling(longest)), open()}, "docs/protocol.md"),
      frames("message_one_too_long", over, {closed(1009)}, "7.4.1"),
      frames("message_much_too_long", text_frame(std::string(4 * longest, ' ')), {closed(1009)},
             "7.4.1"),
      frames("message_of_a_megabyte", text_frame(std::string(16 * longest, ' ')), {closed(1009)},
             "7.4.1"),
      frames("terabyte_announced",
             bytes_of({.payload = std::string(longest + 1, ' '), .announced = 1ULL << 40U}),
             {closed(1009)}, "7.4.1"),
      frames(
          "most_announced",
          bytes_of({.payload = std::string(longest + 1, ' '), .announced = 0x7fffffffffffffffULL}),
          {closed(1009)}, "7.4.1"),
      frames("binary_too_long",
             bytes_of({.opcode = opcode::binary, .payload = std::string(2 * longest, ' ')}),
             {closed(1003)}, "7.4.1")
          .or_else({closed(1009)}),
  };
}

ws_rows in_pieces() {
  ws_rows rows;
  const auto json = filling(longest);
  for (const std::size_t piece : {64U, 256U, 1024U, 1300U, 4096U, 16384U, 32768U, 65535U}) {
    rows.push_back(frames("longest_message_in_fragments_of_" + std::to_string(piece),
                          in_fragments(ping_message(json), piece), {echo(json), open()}, "5.4"));
  }
  const auto small = filling(1000);
  rows.push_back(frames("message_in_1000_fragments", in_fragments(ping_message(small), 1),
                        {echo(small), open()}, "5.4"));
  std::string nothing;
  for (int i = 0; i < 2000; ++i) {
    nothing += fragment("");
  }
  rows.push_back(frames("2000_empty_fragments",
                        first_fragment("") + nothing + fragment(ping_message("1"), true),
                        {echo("1"), open()}, "5.4"));
  rows.push_back(frames("fragments_too_long_together",
                        in_fragments(ping_message(filling(longest + 1)), 1024), {closed(1009)},
                        "7.4.1"));
  rows.push_back(frames("fragments_without_end",
                        first_fragment(std::string(longest, ' ')) + fragment("  "), {closed(1009)},
                        "7.4.1"));
  return rows;
}

ws_rows many() {
  std::string messages;
  events answers;
  for (int i = 0; i < 100; ++i) {
    messages += text_frame(ping_message(std::to_string(i)));
    answers.push_back(echo(std::to_string(i)));
  }
  answers.push_back(open());
  std::string pings;
  events pongs;
  for (int i = 0; i < 100; ++i) {
    pings += control_frame(opcode::ping, std::to_string(i));
    pongs.push_back(pong(std::to_string(i)));
  }
  pongs.push_back(open());
  return {
      frames("100_messages", messages, answers, "5.2"),
      frames("100_pings", pings, pongs, "5.5.3"),
      frames("message_too_deep", text_frame(ping_message(std::string(30000, '['))),
             {error_event("VALIDATION_1103"), open()}, "docs/protocol.md"),
  };
}

}  // namespace

ws_rows size_rows() {
  return joined(one_frame(), in_pieces(), many());
}

}  // namespace aurawell::conformance
