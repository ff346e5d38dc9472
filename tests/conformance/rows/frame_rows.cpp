#include <string>

#include "tests/conformance/frame.hpp"
#include "tests/conformance/rows/joined.hpp"
#include "tests/conformance/rows/ws_rows.hpp"

namespace aurawell::conformance {
namespace {

/// A JSON string that gives a ping message exactly this many bytes.
std::string filling(std::size_t message_bytes) {
  return '"' + std::string(message_bytes - ping_message("\"\"").size(), '*') + '"';
}

ws_rows lengths() {
  ws_rows rows;
  for (const std::size_t size : {26U, 124U, 125U, 126U, 127U, 128U, 255U, 256U, 32767U, 65535U}) {
    rows.push_back(frames("length_" + std::to_string(size), text_frame(ping_message(filling(size))),
                          {echo(filling(size)), open()}, "5.2"));
  }
  rows.push_back(frames("length_cut", text_frame(ping_message("1")), {echo("1"), open()}, "5.2")
                     .cut_everywhere());
  rows.push_back(frames("length_of_16_bits_cut", text_frame(ping_message(filling(126))),
                        {echo(filling(126)), open()}, "5.2")
                     .cut_everywhere());
  rows.push_back(frames("no_text", text_frame(""), {error_event("VALIDATION_1103"), open()},
                        "docs/protocol.md")
                     .cut_everywhere());
  rows.push_back(frames("three_messages",
                        text_frame(ping_message("1")) + text_frame(ping_message("2")) +
                            text_frame(ping_message("3")),
                        {echo("1"), echo("2"), echo("3"), open()}, "5.2")
                     .cut_everywhere());
  rows.push_back(frames("text_that_is_no_json", text_frame("Hello-\xc2\xb5@"),
                        {error_event("VALIDATION_1103"), open()}, "docs/protocol.md"));
  return rows;
}

/// The minimal number of bytes must be used (5.2).
ws_rows long_forms() {
  const auto message = ping_message("1");
  const auto as = [&](length_form form, std::string payload) {
    return bytes_of({.payload = std::move(payload), .form = form});
  };
  const auto empty_control = [](length_form form) {
    return bytes_of({.opcode = opcode::ping, .form = form});
  };
  return {
      frames("short_length_in_16_bits", as(length_form::bits_16, message), {closed(1002)}, "5.2")
          .or_else({echo("1"), open()}),
      frames("short_length_in_64_bits", as(length_form::bits_64, message), {closed(1002)}, "5.2")
          .or_else({echo("1"), open()}),
      frames("middle_length_in_64_bits", as(length_form::bits_64, ping_message(filling(200))),
             {closed(1002)}, "5.2")
          .or_else({echo(filling(200)), open()}),
      frames("control_length_in_16_bits", empty_control(length_form::bits_16), {closed(1002)},
             "5.5"),
      frames("control_length_in_64_bits", empty_control(length_form::bits_64), {closed(1002)},
             "5.5"),
  };
}

ws_rows top_bits() {
  const auto with_length = [](std::uint64_t length, unsigned code, const std::string& payload) {
    return bytes_of(
        {.opcode = code, .payload = payload, .form = length_form::bits_64, .announced = length});
  };
  const std::string more(100, 'x');
  return {
      frames("top_bit_of_length", with_length(0x8000000000000000U, opcode::text, more),
             {closed(1002)}, "5.2")
          .cut_everywhere(),
      frames("all_bits_of_length", with_length(0xffffffffffffffffU, opcode::text, more),
             {closed(1002)}, "5.2"),
      frames("top_bit_of_small_length",
             with_length(0x8000000000000011U, opcode::text, ping_message("1")), {closed(1002)},
             "5.2"),
      frames("top_bit_of_binary_length", with_length(0x8000000000000001U, opcode::binary, more),
             {closed(1002)}, "5.2")
          .or_else({closed(1003)}),
      frames("top_bit_of_ping_length", with_length(0x8000000000000000U, opcode::ping, more),
             {closed(1002)}, "5.2"),
      frames("top_bit_in_fragment",
             first_fragment("{") + with_length(0x8000000000000000U, opcode::more, more),
             {closed(1002)}, "5.2"),
  };
}

ws_rows masks() {
  const auto message = ping_message("1");
  const auto unmasked = [](unsigned code, std::string payload) {
    return bytes_of({.opcode = code, .payload = std::move(payload), .is_masked = false});
  };
  return {
      frames("mask_of_zeros", bytes_of({.payload = message, .mask = 0}), {echo("1"), open()},
             "5.3"),
      frames("mask_of_ones", bytes_of({.payload = message, .mask = 0xffffffff}),
             {echo("1"), open()}, "5.3"),
      frames("no_mask", unmasked(opcode::text, message), {closed(1002)}, "5.1").cut_everywhere(),
      frames("no_mask_of_binary", unmasked(opcode::binary, "x"), {closed(1002)}, "5.1"),
      frames("no_mask_of_ping", unmasked(opcode::ping, ""), {closed(1002)}, "5.1"),
      frames("no_mask_of_pong", unmasked(opcode::pong, ""), {closed(1002)}, "5.1"),
      frames("no_mask_of_close", unmasked(opcode::close, "\x03\xe8"), {closed(1002)}, "5.1"),
      frames("no_mask_in_fragment", first_fragment("{") + unmasked(opcode::more, "}"),
             {closed(1002)}, "5.1"),
      frames("no_mask_later", text_frame(message) + unmasked(opcode::text, message),
             {maybe(echo("1")), closed(1002)}, "5.1"),
  };
}

ws_rows reserved_bits() {
  ws_rows rows;
  for (unsigned bits = 1; bits <= 7; ++bits) {
    const auto name = "rsv_" + std::to_string(bits);
    rows.push_back(
        frames(name, bytes_of({.payload = ping_message("1"), .rsv = bits}), {closed(1002)}, "5.2"));
    rows.push_back(frames(
        name + "_behind_text",
        text_frame(ping_message("1")) + bytes_of({.payload = ping_message("2"), .rsv = bits}),
        {maybe(echo("1")), closed(1002)}, "5.2"));
    for (const auto code : {opcode::ping, opcode::pong, opcode::close}) {
      rows.push_back(frames(name + "_of_opcode_" + std::to_string(code),
                            bytes_of({.opcode = code, .rsv = bits}), {closed(1002)}, "5.2"));
    }
  }
  rows.push_back(
      frames("rsv_in_fragment",
             first_fragment("{") + bytes_of({.opcode = opcode::more, .payload = "}", .rsv = 4}),
             {closed(1002)}, "5.2"));
  rows.push_back(frames("rsv_cut", bytes_of({.payload = "{}", .rsv = 4}), {closed(1002)}, "5.2")
                     .cut_everywhere());
  return rows;
}

ws_rows opcodes() {
  ws_rows rows;
  for (const unsigned code : {3U, 4U, 5U, 6U, 7U, 11U, 12U, 13U, 14U, 15U}) {
    const auto name = "opcode_" + std::to_string(code);
    rows.push_back(frames(name, bytes_of({.opcode = code}), {closed(1002)}, "5.2"));
    rows.push_back(frames(name + "_with_payload", bytes_of({.opcode = code, .payload = "reserved"}),
                          {closed(1002)}, "5.2"));
    rows.push_back(frames(name + "_behind_text",
                          text_frame(ping_message("1")) + bytes_of({.opcode = code}),
                          {maybe(echo("1")), closed(1002)}, "5.2"));
    rows.push_back(frames(name + "_in_a_message",
                          first_fragment("{") + bytes_of({.opcode = code}) + fragment("}", true),
                          {closed(1002)}, "5.2"));
  }
  const auto binary = [](const std::string& payload) {
    return bytes_of({.opcode = opcode::binary, .payload = payload});
  };
  rows.push_back(frames("binary", binary("\x01\x02"), {closed(1003)}, "7.4.1").cut_everywhere());
  rows.push_back(frames("binary_empty", binary(""), {closed(1003)}, "7.4.1"));
  rows.push_back(frames("binary_that_is_no_text", binary("\xff\xfe"), {closed(1003)}, "7.4.1"));
  rows.push_back(
      frames("binary_that_is_a_message", binary(ping_message("1")), {closed(1003)}, "7.4.1"));
  rows.push_back(
      frames("binary_of_16_bits", binary(std::string(300, 'x')), {closed(1003)}, "7.4.1"));
  rows.push_back(frames("binary_behind_text", text_frame(ping_message("1")) + binary("x"),
                        {maybe(echo("1")), closed(1003)}, "7.4.1"));
  rows.push_back(frames(
      "binary_in_fragments",
      bytes_of({.opcode = opcode::binary, .payload = "a", .fin = false}) + fragment("b", true),
      {closed(1003)}, "7.4.1"));
  return rows;
}

}  // namespace

ws_rows frame_rows() {
  return joined(lengths(), long_forms(), top_bits(), masks(), reserved_bits(), opcodes());
}

}  // namespace aurawell::conformance
