#include <string>

#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

using namespace std::string_literals;

http_rows names(const place& at) {
  http_rows rows{
      row("name_of_all_token_characters", at.get("A!#$%&'*+-.^_`|~0: y\r\n"), answered({200}),
          "RFC 9110 5.1"),
      row("names_in_capitals", "GET " + at.page + " HTTP/1.1\r\nHOST: localhost\r\n\r\n",
          answered({200}), "RFC 9110 5.1"),
      row("name_twice", at.get("X: a\r\nX: b\r\n"), answered({200}), "RFC 9110 5.2"),
      row("space_before_colon", at.get("X : y\r\n"), refused({400}), "RFC 9112 5.1"),
      row("tab_before_colon", at.get("X\t: y\r\n"), refused({400}), "RFC 9112 5.1"),
      row("no_colon", at.get("X\r\n"), refused({400}), "RFC 9112 5")
          .behind_gateway(answered({200})),
      row("no_name", at.get(": y\r\n"), refused({400}), "RFC 9112 5"),
      row("only_colon", at.get(":\r\n"), refused({400}), "RFC 9112 5"),
  };
  // A gateway removes such fields, so the program does not receive them.
  for (const char bad : "(),/;<=>?@[\\]{}\"\x01\x7f\x80\xff"s) {
    rows.push_back(row("name_with_byte_" + std::to_string(static_cast<unsigned char>(bad)),
                       at.get("X"s + bad + "Y: z\r\n"), refused({400}), "RFC 9110 5.1")
                       .behind_gateway(answered({200})));
  }
  rows.push_back(row("name_with_nul", at.get("X\0Y: z\r\n"s), refused({400}), "RFC 9110 5.1")
                     .behind_gateway(answered({200})));
  rows.push_back(row("name_with_space", at.get("X Y: z\r\n"), refused({400}), "RFC 9110 5.1")
                     .behind_gateway(answered({200})));
  return rows;
}

http_rows values(const place& at) {
  const auto lenient = answered({200}) | refused({400});
  return {
      row("value_empty", at.get("X:\r\n"), answered({200}), "RFC 9110 5.5"),
      row("value_of_blanks", at.get("X: \t \r\n"), answered({200}), "RFC 9110 5.5"),
      row("value_without_space", at.get("X:y\r\n"), answered({200}), "RFC 9112 5"),
      row("value_with_blanks_around", at.get("X: \t y \t\r\n"), answered({200}), "RFC 9112 5"),
      row("value_with_tab", at.get("X: a\tb\r\n"), answered({200}), "RFC 9110 5.5"),
      row("value_with_colons", at.get("X: a:b::\r\n"), answered({200}), "RFC 9110 5.5"),
      row("value_of_high_bytes", at.get("X: \x80\xff caf\xe9\r\n"), answered({200}),
          "RFC 9110 5.5"),
      row("value_of_utf_8", at.get("X: \xe4\xbd\xa0\r\n"), answered({200}), "RFC 9110 5.5"),
      row("value_with_nul", at.get("X: a\0b\r\n"s), refused({400}), "RFC 9110 5.5"),
      row("value_with_control", at.get("X: a\x01\r\n"), lenient, "RFC 9110 5.5"),
      row("value_with_del", at.get("X: a\x7f\r\n"), lenient, "RFC 9110 5.5"),
      row("value_with_escape", at.get("X: \x1b[31m\r\n"), lenient, "RFC 9110 5.5"),
      row("value_with_bare_cr", at.get("X: a\rb\r\n"), lenient, "RFC 9112 2.2"),
      row("value_with_bare_lf", at.get("X: a\nY: b\r\n"), lenient, "RFC 9112 2.2"),
      row("value_that_ends_in_two_cr", at.get("X: a\r\r\n"), lenient, "RFC 9112 2.2"),
      row("bare_cr_hides_a_field", at.get("X: a\rContent-Length: 5\r\n"), lenient, "RFC 9112 2.2"),
      row("bare_cr_ends_head", "GET " + at.page + " HTTP/1.1\r\nHost: localhost\r\r",
          dropped() | refused({200, 400}), "RFC 9112 2.2")
          .and_half_closes(),
  };
}

http_rows foldings(const place& at) {
  // RFC 9112 permits a server to join the lines; this service refuses them, as docs/protocol.md
  // says.
  const auto refusal = refused({400});
  return {
      row("folded_value", at.get("X: a\r\n b\r\n"), refusal, "RFC 9112 5.2"),
      row("folded_value_by_tab", at.get("X: a\r\n\tb\r\n"), refusal, "RFC 9112 5.2"),
      row("folded_to_nothing", at.get("X: a\r\n \r\n"), refusal, "RFC 9112 5.2"),
      row("folded_first_field", "GET " + at.page + " HTTP/1.1\r\n Host: localhost\r\n\r\n", refusal,
          "RFC 9112 2.2"),
      row("folded_host", "GET " + at.page + " HTTP/1.1\r\nHost:\r\n localhost\r\n\r\n", refusal,
          "RFC 9112 5.2"),
      row("folded_length", at.put("Content-Length:\r\n 10\r\n", good_body), refusal,
          "RFC 9112 5.2"),
      row("folded_coding", at.put("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), refusal,
          "RFC 9112 5.2"),
      row("folded_connection", at.get("Connection: x,\r\n close\r\n"), refusal, "RFC 9112 5.2"),
  };
}

http_rows many(const place& at) {
  return {
      row("a_hundred_fields", at.get(repeated("X: y\r\n", 100)), answered({200}), "RFC 9110 5.4"),
      row("known_fields_twice", at.get("Accept: a/b\r\nAccept: c/d\r\nUser-Agent: x\r\n"),
          answered({200}), "RFC 9110 5.3"),
      row("odd_accept", at.get("Accept: ,;q=,*/*;q=x,\"\r\n"), answered({200}), "RFC 9110 12.5.1"),
      row("odd_language", at.get("Accept-Language: ;;q=9e999,-,en;q=q\r\n"), answered({200}),
          "RFC 9110 12.5.4"),
      row("odd_authorization", at.get("Authorization: Bearer\r\n"),
          answered({200}) | replied({401}), "RFC 9110 11.6.2"),
      row("odd_cookie", at.get("Cookie: ;=;\"a\r\n"), answered({200}), "RFC 6265 5.4"),
      row("odd_forwarded", at.get("X-Forwarded-For: ,,[,256.1.1.1,::g\r\n"),
          answered({200}) | replied({400, 401, 403}), "docs/operations.md"),
      row("odd_range", at.get("Range: bytes=9-1,-,x\r\n"), answered({200}), "RFC 9110 14.2"),
      row("odd_condition", at.get("If-None-Match: \"\r\nIf-Modified-Since: never\r\n"),
          answered({200}), "RFC 9110 13.1"),
      row("upgrade_to_h2c",
          at.get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n"),
          answered({200}), "RFC 9110 7.8"),
      row("upgrade_elsewhere",
          at.get("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
          replied({200, 400, 404, 426}), "RFC 9110 7.8"),
  };
}

}  // namespace

http_rows header_rows(const place& at) {
  return joined(names(at), values(at), foldings(at), many(at));
}

}  // namespace aurawell::conformance
