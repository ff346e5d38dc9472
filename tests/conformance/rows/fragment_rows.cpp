#include <string>

#include "tests/conformance/frame.hpp"
#include "tests/conformance/rows/joined.hpp"
#include "tests/conformance/rows/ws_rows.hpp"

namespace aurawell::conformance {
namespace {

const std::string message = ping_message("\"fragment1fragment2\"");
const std::string answer = echo("\"fragment1fragment2\"");

std::string head() {
  return message.substr(0, 20);
}

std::string tail() {
  return message.substr(20);
}

ws_rows good_messages() {
  const auto ping = [](std::string_view payload = {}) {
    return control_frame(opcode::ping, payload);
  };
  const events answered{answer, open()};
  return {
      frames("two_fragments", first_fragment(head()) + fragment(tail(), true), answered, "5.4")
          .cut_everywhere(),
      frames("byte_by_byte", in_fragments(message, 1), answered, "5.4"),
      frames("empty_first_fragment", first_fragment("") + fragment(message, true), answered, "5.4")
          .cut_everywhere(),
      frames("empty_last_fragment", first_fragment(message) + fragment("", true), answered, "5.4")
          .cut_everywhere(),
      frames("empty_middle_fragment",
             first_fragment(head()) + fragment("") + fragment("") + fragment(tail(), true),
             answered, "5.4")
          .cut_everywhere(),
      frames("three_empty_fragments", first_fragment("") + fragment("") + fragment("", true),
             {error_event("VALIDATION_1103"), open()}, "5.4"),
      frames("ping_between_fragments", first_fragment(head()) + ping("p") + fragment(tail(), true),
             {answer, pong("p"), open()}, "5.4")
          .cut_everywhere(),
      frames("pings_between_fragments",
             first_fragment("") + ping("1") + fragment(head()) + ping("2") + ping("3") +
                 fragment(tail()) + ping("4") + fragment("", true),
             {answer, pong("1"), pong("2"), pong("3"), pong("4"), open()}, "5.4"),
      frames("pong_between_fragments",
             first_fragment(head()) + control_frame(opcode::pong, "x") + fragment(tail(), true),
             answered, "5.5.3"),
      frames("two_messages_in_fragments",
             in_fragments(ping_message("1"), 7) + in_fragments(ping_message("2"), 3),
             {echo("1"), echo("2"), open()}, "5.4"),
      frames("fragments_and_whole_messages",
             in_fragments(ping_message("1"), 9) + text_frame(ping_message("2")) +
                 in_fragments(ping_message("3"), 9),
             {echo("1"), echo("2"), echo("3"), open()}, "5.4"),
      frames("fragments_with_their_own_masks",
             bytes_of({.payload = head(), .fin = false, .mask = 0}) +
                 bytes_of({.opcode = opcode::more, .payload = tail(), .mask = 0xa5a5a5a5}),
             answered, "5.3"),
  };
}

ws_rows fragmented_controls() {
  ws_rows rows;
  for (const auto code : {opcode::ping, opcode::pong, opcode::close}) {
    const auto name = "fragmented_opcode_" + std::to_string(code);
    const auto begin = bytes_of({.opcode = code, .payload = "", .fin = false});
    rows.push_back(frames(name, begin, {closed(1002)}, "5.5"));
    rows.push_back(frames(name + "_continued", begin + fragment("", true), {closed(1002)}, "5.5"));
    rows.push_back(frames(name + "_in_a_message",
                          first_fragment(head()) + begin + fragment(tail(), true), {closed(1002)},
                          "5.5"));
  }
  return rows;
}

ws_rows wrong_order() {
  const auto binary = [](bool fin) {
    return bytes_of({.opcode = opcode::binary, .payload = "x", .fin = fin});
  };
  return {
      frames("continuation_of_nothing", fragment(message, true), {closed(1002)}, "5.4")
          .cut_everywhere(),
      frames("continuation_of_nothing_goes_on", fragment(message), {closed(1002)}, "5.4"),
      frames("empty_continuation_of_nothing", fragment("", true), {closed(1002)}, "5.4"),
      frames("continuation_behind_a_message", text_frame(ping_message("1")) + fragment("x", true),
             {maybe(echo("1")), closed(1002)}, "5.4"),
      frames("continuation_behind_fragments", in_fragments(message, 20) + fragment("x", true),
             {maybe(answer), closed(1002)}, "5.4"),
      frames("continuations_of_nothing_and_a_message",
             fragment("a") + fragment("b", true) + text_frame(message), {closed(1002)}, "5.4"),
      frames("message_in_a_message", first_fragment(head()) + text_frame(message), {closed(1002)},
             "5.4")
          .cut_everywhere(),
      frames("second_first_fragment", first_fragment(head()) + first_fragment(tail()),
             {closed(1002)}, "5.4"),
      frames("second_first_fragment_later",
             first_fragment(head()) + fragment("") + first_fragment(tail()) + fragment("", true),
             {closed(1002)}, "5.4"),
      frames("binary_in_a_message", first_fragment(head()) + binary(true), {closed(1002)}, "5.4")
          .or_else({closed(1003)}),
      frames("binary_fragment_in_a_message", first_fragment(head()) + binary(false), {closed(1002)},
             "5.4")
          .or_else({closed(1003)}),
      frames("text_in_a_binary_message", binary(false) + text_frame(message), {closed(1003)}, "5.4")
          .or_else({closed(1002)}),
  };
}

}  // namespace

ws_rows fragment_rows() {
  return joined(good_messages(), fragmented_controls(), wrong_order());
}

}  // namespace aurawell::conformance
