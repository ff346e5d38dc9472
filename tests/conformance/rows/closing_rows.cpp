#include <string>

#include "tests/conformance/frame.hpp"
#include "tests/conformance/rows/joined.hpp"
#include "tests/conformance/rows/ws_rows.hpp"

namespace aurawell::conformance {
namespace {

ws_rows codes() {
  ws_rows rows;
  // 1012 to 1014 were registered after the RFC.
  for (const unsigned code : {1000U, 1001U, 1002U, 1003U, 1007U, 1008U, 1009U, 1010U, 1011U, 1012U,
                              1013U, 1014U, 3000U, 3999U, 4000U, 4999U}) {
    rows.push_back(
        frames("close_" + std::to_string(code), close_frame(code, "reason"), {closed(code)}, "7.4")
            .or_else({closed(1000)}));
  }
  for (const unsigned code : {0U, 1U, 999U, 1004U, 1005U, 1006U, 1015U, 1016U, 1100U, 2000U, 2999U,
                              5000U, 32768U, 65535U}) {
    rows.push_back(frames("close_" + std::to_string(code), close_frame(code, "reason"),
                          {closed(1002)}, "7.4"));
  }
  return rows;
}

ws_rows payloads() {
  return {
      frames("close_without_code", control_frame(opcode::close), {closed_without_code()}, "5.5.1")
          .or_else({closed(1000)})
          .cut_everywhere(),
      frames("close_without_reason", close_frame(1000), {closed(1000)}, "5.5.1").cut_everywhere(),
      frames("close_with_reason", close_frame(1000, "caf\xc3\xa9"), {closed(1000)}, "5.5.1")
          .cut_everywhere(),
      frames("close_of_1_byte", control_frame(opcode::close, "\x03"), {closed(1002)}, "5.5.1")
          .cut_everywhere(),
      frames("close_of_125", close_frame(1000, std::string(123, '*')), {closed(1000)}, "5.5"),
      frames("close_of_126", close_frame(1000, std::string(124, '*')), {closed(1002)}, "5.5"),
      frames("close_with_bad_reason", close_frame(1000, "\xce\xba\xe1\xbd\xb9\xcf\x83\xed\xa0\x80"),
             {closed(1007)}, "5.5.1")
          .or_else({closed(1002)})
          .cut_everywhere(),
      frames("close_with_unfinished_reason", close_frame(1000, "caf\xc3"), {closed(1007)}, "5.5.1")
          .or_else({closed(1002)}),
  };
}

ws_rows what_is_around() {
  const auto close = close_frame(1000);
  const auto message = text_frame(ping_message("1"));
  return {
      frames("close_twice", close + close_frame(1001), {closed(1000)}, "5.5.1"),
      frames("ping_behind_close", close + control_frame(opcode::ping, "p"), {closed(1000)},
             "5.5.1"),
      frames("text_behind_close", close + message, {closed(1000)}, "5.5.1"),
      frames("fault_behind_close", close + "\xff\xff\xff\xff\xff\xff", {closed(1000)}, "5.5.1"),
      frames("much_behind_close", close + text_frame(std::string(60000, 'x')), {closed(1000)},
             "5.5.1"),
      frames("close_behind_text", message + close, {maybe(echo("1")), closed(1000)}, "5.5.1"),
      frames("close_in_a_message", first_fragment("{") + close + fragment("}", true),
             {closed(1000)}, "5.4")
          .cut_everywhere(),
      frames("close_behind_ping", control_frame(opcode::ping, "p") + close,
             {pong("p"), closed(1000)}, "5.5.2"),
      frames("text_behind_fault", fragment("", true) + message, {closed(1002)}, "7.1.7"),
      frames("end_without_close", "", {gone()}, "7.1.1").and_half_closes(),
      frames("end_in_a_frame", message.substr(0, 5), {gone()}, "7.1.1").and_half_closes(),
      frames("end_in_a_message", first_fragment("{"), {gone()}, "7.1.1").and_half_closes(),
  };
}

}  // namespace

ws_rows closing_rows() {
  return joined(codes(), payloads(), what_is_around());
}

}  // namespace aurawell::conformance
