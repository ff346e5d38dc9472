#include "tests/conformance/rows/handshake.hpp"
#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

http_row with_key(const std::string& key, outcomes right) {
  return row("handshake_key_" + key, handshake{}.set("Sec-WebSocket-Key", key).text(),
             std::move(right), "RFC 6455 4.2.1");
}

http_rows keys() {
  http_rows rows{
      with_key("x3JJHMbDL1EzLkh9GBhXDw==", answered({101})).with("HSmrc0sMlYUkAGmm5OPpG2HaGWk="),
      with_key("AAAAAAAAAAAAAAAAAAAAAA==", answered({101})).with("ICX+Yqv66kxgM0FcWaLWlFLwTAI="),
      with_key("/////////////////////w==", answered({101})),
      with_key("  dGhlIHNhbXBsZSBub25jZQ== ", answered({101})).with(std::string{accepted_key}),
  };
  for (const auto* key : {"",
                          "x",
                          "==",
                          "dGhlIHNhbXBsZSBub25jZQ",
                          "dGhlIHNhbXBsZSBub25jZQ=",
                          "dGhlIHNhbXBsZSBub25jZQ===",
                          "dGhlIHNhbXBsZSBub25j",
                          "dGhlIHNhbXBsZSBub25jZWE=",
                          "dGhlIHNhbXBsZSBub25jZWFi",
                          "dGhlIHNhbXBsZSBub25=ZQ==",
                          "dGhl IHNhbXBsZSBub25jZQ==",
                          "dGhlIHNhbXBsZSBub25jZ*==",
                          "dGhlIHNhbXBsZS-ub25jZQ==",
                          "dGhlIHNhbXBsZS_ub25jZQ==",
                          "dGhlIHNhbXBsZSBub25jZQ==,",
                          "dGhlIHNhbXBsZSBub25jZQ==x",
                          "\"dGhlIHNhbXBsZSBub25jZQ==\"",
                          "=GhlIHNhbXBsZSBub25jZQ==",
                          "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==",
                          "caf\xc3\xa9=="}) {
    rows.push_back(with_key(key, replied({400})));
  }
  rows.push_back(with_key(std::string(1000, 'A'), replied({400})));
  // A last digit with unused bits: RFC 4648 3.5 permits a decoder to refuse it.
  rows.push_back(with_key("dGhlIHNhbXBsZSBub25jZR==", answered({101}) | replied({400})));
  const std::string sample = "dGhlIHNhbXBsZSBub25jZQ==";
  rows.push_back(
      denied("without_key", handshake{}.drop("Sec-WebSocket-Key"), {400}, "RFC 6455 4.2.1"));
  rows.push_back(denied("two_keys",
                        handshake{}.add("Sec-WebSocket-Key", "x3JJHMbDL1EzLkh9GBhXDw=="), {400},
                        "RFC 6455 11.3.1"));
  rows.push_back(denied("two_equal_keys", handshake{}.add("Sec-WebSocket-Key", sample), {400},
                        "RFC 6455 11.3.1"));
  rows.push_back(denied("key_and_empty_key", handshake{}.add("sec-websocket-key", ""), {400},
                        "RFC 6455 11.3.1"));
  return rows;
}

http_rows versions() {
  http_rows rows;
  for (const auto* version :
       {"",    "0",   "1",     "6",     "7",   "8",      "12",       "14",
        "25",  "99",  "255",   "256",   "-13", "+13",    "013",      "13.0",
        "13x", "1 3", "13, 8", "8, 13", "13,", "\"13\"", "thirteen", "99999999999999999999"}) {
    rows.push_back(denied(std::string{"version_"} + version,
                          handshake{}.set("Sec-WebSocket-Version", version), {400, 426},
                          "RFC 6455 4.2.2"));
  }
  // The answer to another version names the supported one.
  rows.push_back(row("handshake_version_is_told",
                     handshake{}.set("Sec-WebSocket-Version", "8").text(), replied({426}),
                     "RFC 6455 4.4")
                     .with("Sec-WebSocket-Version: 13"));
  rows.push_back(denied("without_version", handshake{}.drop("Sec-WebSocket-Version"), {400, 426},
                        "RFC 6455 4.2.1"));
  rows.push_back(denied("two_versions", handshake{}.add("Sec-WebSocket-Version", "8"), {400, 426},
                        "RFC 6455 11.3.5"));
  rows.push_back(denied("two_equal_versions", handshake{}.add("Sec-WebSocket-Version", "13"),
                        {400, 426}, "RFC 6455 11.3.5"));
  rows.push_back(accepted("version_with_blanks", handshake{}.set("Sec-WebSocket-Version", " 13 \t"),
                          "RFC 6455 4.2.1"));
  return rows;
}

http_rows protocols() {
  const auto offer = [](const std::string& value) {
    return handshake{}.add("Sec-WebSocket-Protocol", value);
  };
  const std::string selected = "Sec-WebSocket-Protocol: aurawell.v1\r\n";
  const std::string field = "Sec-WebSocket-Protocol";
  return {
      accepted("protocol", offer("aurawell.v1"), "RFC 6455 4.2.2").with(selected),
      accepted("protocol_last", offer("x, y,aurawell.v1"), "RFC 6455 4.2.2").with(selected),
      accepted("protocol_twice", offer("aurawell.v1, aurawell.v1"), "RFC 6455 4.2.2")
          .with(selected),
      accepted("protocol_in_second_line", offer("x").add(field, "aurawell.v1"), "RFC 6455 11.3.4")
          .with(selected),
      accepted("protocol_in_third_line",
               offer("x").add(field, "y").add("sec-websocket-protocol", "aurawell.v1"),
               "RFC 6455 11.3.4")
          .with(selected),
      accepted("protocol_unknown", offer("x, y"), "RFC 6455 4.2.2").without(field),
      accepted("protocol_of_another_case", offer("Aurawell.V1"), "RFC 6455 4.2.2").without(field),
      accepted("protocol_like_ours", offer("aurawell.v10, xaurawell.v1"), "RFC 6455 4.2.2")
          .without(field),
      // The server closes with 4001 and does not repeat the token.
      accepted("protocol_with_bad_token", offer("aurawell.v1, aurawell.token.abc"),
               "docs/protocol.md")
          .with(selected)
          .without("aurawell.token"),
      accepted("protocol_with_token_in_second_line",
               offer("aurawell.v1").add(field, "aurawell.token.abc"), "docs/protocol.md")
          .with(selected)
          .without("aurawell.token"),
  };
}

http_rows extensions() {
  http_rows rows;
  for (const auto* offer :
       {"permessage-deflate", "permessage-deflate; client_max_window_bits",
        "x-webkit-deflate-frame",
        "permessage-deflate, permessage-deflate; server_max_window_bits=10", "foo; a=b; c=\"d,e\"",
        "permessage-deflate; server_max_window_bits=99", "permessage-deflate; a; a; a"}) {
    // No extension is negotiated, so a client must not use one (RFC 6455 9.1).
    rows.push_back(accepted(std::string{"extension_"} + offer,
                            handshake{}.add("Sec-WebSocket-Extensions", offer), "RFC 6455 9.1"));
  }
  for (const auto* offer : {"", ",", ";", "=", "a=", "a;;b", "\"", "a;b=\"c"}) {
    rows.push_back(row(std::string{"handshake_extension_bad_"} + offer,
                       handshake{}.add("Sec-WebSocket-Extensions", offer).text(),
                       answered({101}) | replied({400}), "RFC 6455 9.1")
                       .without("Sec-WebSocket-Extensions"));
  }
  return rows;
}

}  // namespace

http_rows handshake_key_rows() {
  return joined(keys(), versions(), protocols(), extensions());
}

}  // namespace aurawell::conformance
