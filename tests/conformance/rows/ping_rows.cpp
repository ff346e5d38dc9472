#include <string>

#include "tests/conformance/frame.hpp"
#include "tests/conformance/rows/joined.hpp"
#include "tests/conformance/rows/ws_rows.hpp"

namespace aurawell::conformance {
namespace {

std::string ping(std::string_view payload = {}) {
  return control_frame(opcode::ping, payload);
}

ws_rows pings() {
  const std::string longest(125, '\xfe');
  std::string ten;
  events ten_pongs;
  for (int i = 0; i < 10; ++i) {
    ten += ping("payload-" + std::to_string(i));
    ten_pongs.push_back(pong("payload-" + std::to_string(i)));
  }
  ten_pongs.push_back(open());
  return {
      frames("ping_empty", ping(), {pong(""), open()}, "5.5.2").cut_everywhere(),
      frames("ping_with_text", ping("Hello"), {pong("Hello"), open()}, "5.5.3").cut_everywhere(),
      frames("ping_with_bytes", ping(std::string{"\x00\xff\xfe\xfd\xfc\xfb\x00\xff", 8}),
             {pong(std::string{"\x00\xff\xfe\xfd\xfc\xfb\x00\xff", 8}), open()}, "5.5.3"),
      frames("ping_of_125", ping(longest), {pong(longest), open()}, "5.5"),
      frames("ping_of_126", ping(std::string(126, '\xfe')), {closed(1002)}, "5.5").cut_everywhere(),
      frames("ping_of_65536", ping(std::string(65536, '\xfe')), {closed(1002)}, "5.5"),
      frames("ten_pings", ten, ten_pongs, "5.5.2"),
      frames("ping_behind_text", text_frame(ping_message("1")) + ping("p"),
             {echo("1"), pong("p"), open()}, "5.5.2"),
      frames("ping_before_text", ping("p") + text_frame(ping_message("1")),
             {echo("1"), pong("p"), open()}, "5.5.2"),
  };
}

ws_rows pongs() {
  const auto unasked = [](std::string_view payload) {
    return control_frame(opcode::pong, payload);
  };
  return {
      frames("pong_unasked", unasked(""), {open()}, "5.5.3").cut_everywhere(),
      frames("pong_unasked_with_payload", unasked("unasked"), {open()}, "5.5.3"),
      frames("pong_unasked_and_ping", unasked("unasked") + ping("p"), {pong("p"), open()}, "5.5.3"),
      frames("pong_of_125", unasked(std::string(125, 'x')), {open()}, "5.5"),
      frames("pong_of_126", unasked(std::string(126, 'x')), {closed(1002)}, "5.5"),
  };
}

}  // namespace

ws_rows ping_rows() {
  return joined(pings(), pongs());
}

}  // namespace aurawell::conformance
