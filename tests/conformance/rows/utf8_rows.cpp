#include <array>
#include <string>
#include <string_view>

#include "tests/conformance/frame.hpp"
#include "tests/conformance/rows/joined.hpp"
#include "tests/conformance/rows/ws_rows.hpp"

namespace aurawell::conformance {
namespace {

/// In hexadecimal digits: the first and the last character of each length, the neighbours of the
/// surrogates, noncharacters, and a Greek word.
constexpr std::array good_texts{
    "7f",
    "c280",
    "dfbf",
    "e0a080",
    "e18080",
    "ecbfbf",
    "ed8080",
    "ed9fbf",
    "ee8080",
    "efbfb9",
    "efbfba",
    "efbfbb",
    "efbfbc",
    "efbfbd",
    "efbfbe",
    "efbfbf",
    "f0908080",
    "f1808080",
    "f3bfbfbf",
    "f09fbfbe",
    "f09fbfbf",
    "f0afbfbf",
    "f48fbfbe",
    "f48fbfbf",
    "efbbbf",
    "c2a0",
    "e28087",
    "e280a8",
    "f09f9880",
    "e4bda0e5a5bd",
    "cebae1bdb9cf83cebcceb5",
};

/// RFC 3629 3 and 10: continuation bytes alone, characters that end early, overlong forms,
/// surrogates, code points above U+10FFFF, bytes that never occur.
constexpr std::array bad_texts{
    // Continuation bytes.
    "80",
    "bf",
    "80bf",
    "80bf80",
    "80bf80bf80bf80",
    "4180",
    "c28080",
    // Characters that end early, by the next one.
    "c220",
    "df20",
    "e020",
    "e0a020",
    "e18020",
    "ef20",
    "efbf20",
    "f020",
    "f09020",
    "f0908020",
    "f420",
    "f48fbf20",
    "c2c2",
    "e1e1",
    "f1f1",
    "e18041",
    "f1808041",
    // Five and six bytes.
    "f888808080",
    "f8",
    "fb",
    "fc8480808080",
    "fc",
    "fd",
    "fbbfbfbfbf",
    "fdbfbfbfbfbf",
    // Beyond the last character.
    "f4908080",
    "f48f41",
    "f5808080",
    "f7bfbfbf",
    // Bytes that never occur.
    "fe",
    "ff",
    "fefeffff",
    // Overlong forms.
    "c0af",
    "e080af",
    "f08080af",
    "f8808080af",
    "fc80808080af",
    "c1bf",
    "e09fbf",
    "f08fbfbf",
    "f887bfbfbf",
    "fc83bfbfbfbf",
    "c080",
    "e08080",
    "f0808080",
    "f880808080",
    "fc8080808080",
    // Surrogates, alone and in pairs.
    "eda080",
    "edadbf",
    "edae80",
    "edafbf",
    "edb080",
    "edbe80",
    "edbfbf",
    "eda080edb080",
    "eda080edbfbf",
    "edadbfedb080",
    "edafbfedbfbf",
    "cebae1bdb9cf83cebcceb5eda080656469746564",
};

/// Each is an incomplete character.
constexpr std::array unfinished_texts{
    "c2",   "df", "e0",   "e0a0",   "e1", "e180", "ec",     "ed", "ed9f", "ee",   "ef",
    "efbf", "f0", "f090", "f09080", "f1", "f180", "f18080", "f3", "f4",   "f48f", "f48fbf",
};

std::string in_quotes(std::string_view hex) {
  return '"' + from_hex(hex) + '"';
}

ws_rows good_rows() {
  ws_rows rows;
  for (const std::string hex : good_texts) {
    const auto json = in_quotes(hex);
    const auto message = ping_message(json);
    const events answered{echo(json), open()};
    rows.push_back(frames("good_" + hex, text_frame(message), answered, "8.1").cut_everywhere());
    rows.push_back(frames("good_in_fragments_" + hex, in_fragments(message, 1), answered, "8.1"));
    // The first fragment ends in the middle of the character.
    const auto middle = message.size() - 3;
    rows.push_back(frames("good_with_ping_inside_" + hex,
                          first_fragment(message.substr(0, middle)) +
                              control_frame(opcode::ping, "p") +
                              fragment(message.substr(middle), true),
                          {echo(json), pong("p"), open()}, "8.1"));
  }
  return rows;
}

ws_rows bad_rows() {
  ws_rows rows;
  const events refused{closed(1007)};
  for (const std::string hex : bad_texts) {
    const auto text = from_hex(hex);
    rows.push_back(frames("bad_" + hex, text_frame(text), refused, "8.1").cut_everywhere());
    rows.push_back(
        frames("bad_in_json_" + hex, text_frame(ping_message(in_quotes(hex))), refused, "8.1"));
    rows.push_back(frames("bad_in_fragments_" + hex, in_fragments(text + " ", 1), refused, "8.1"));
    rows.push_back(frames("bad_behind_a_message_" + hex,
                          text_frame(ping_message("1")) + text_frame(text),
                          {maybe(echo("1")), closed(1007)}, "8.1"));
  }
  return rows;
}

ws_rows unfinished_rows() {
  ws_rows rows;
  const events refused{closed(1007)};
  for (const std::string hex : unfinished_texts) {
    const auto text = from_hex(hex);
    rows.push_back(frames("unfinished_" + hex, text_frame(text), refused, "8.1").cut_everywhere());
    rows.push_back(frames("unfinished_then_empty_fragment_" + hex,
                          first_fragment(text) + fragment("", true), refused, "8.1")
                       .cut_everywhere());
    rows.push_back(frames("unfinished_in_last_fragment_" + hex,
                          first_fragment("{}") + fragment(text, true), refused, "8.1"));
    rows.push_back(frames("unfinished_then_a_message_" + hex,
                          first_fragment(text) + fragment("", true) + text_frame(ping_message("1")),
                          refused, "8.1"));
    rows.push_back(frames("unfinished_then_its_end_in_a_message_" + hex,
                          text_frame(text) + text_frame("\x80\x80"), refused, "8.1"));
  }
  return rows;
}

ws_rows bytes_alone() {
  ws_rows rows;
  for (unsigned byte = 0x80; byte <= 0xff; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    rows.push_back(
        frames("byte_and_space_" + to_hex(text), text_frame(text + " "), {closed(1007)}, "8.1"));
  }
  rows.push_back(frames("ping_payload_is_no_text", control_frame(opcode::ping, "\xff\xc2"),
                        {pong("\xff\xc2"), open()}, "5.5.2"));
  rows.push_back(
      frames("fails_before_the_message_is_whole", first_fragment("\xff"), {closed(1007)}, "8.1"));
  rows.push_back(frames("fresh_behind_a_message_in_fragments",
                        in_fragments(ping_message(in_quotes("f09f9880")), 1) +
                            text_frame(ping_message(in_quotes("c2a0"))),
                        {echo(in_quotes("f09f9880")), echo(in_quotes("c2a0")), open()}, "8.1"));
  return rows;
}

}  // namespace

ws_rows utf8_rows() {
  return joined(good_rows(), bad_rows(), unfinished_rows(), bytes_alone());
}

}  // namespace aurawell::conformance
